/** Reports as teams wrote them before they had this extension, each of another shape. */

/** Questions and answers per error, a list of routes, actions by priority and by time, a table of figures. */
export const AUDIT = `# Checkout errors in staging
**Date:** May 5, 2025  
**Environment:** staging (Cloud Run)  

## Executive Summary

Two kinds of errors.

1. **Card errors** - the client is not awaited
2. **Stock errors** - follow from the first

## Errors found

### 1. Card endpoint fails (HTTP 500)

**Error Pattern:**
- **URL:** \`https://api.example/card\`
- **Error Messages:**
  - \`'coroutine' object is not iterable\`
- **Frequency:** 3 occurrences

#### Five Whys Analysis:

**Why 1:** Why does the endpoint fail?
- **Answer:** The handler iterates over a coroutine

**Why 2:** Why is it a coroutine?
- **Answer:** Line 41 in \`shop.card.handler\` lacks an \`await\`

**Root Cause:** Missing \`await\` at line 41

### 2. Stock endpoint fails

**Error Pattern:**
- **Impact:** no order goes through

#### Five Whys Analysis:

**Why 1:** Why does the stock endpoint fail?
- **Answer:** It asks the card service (see above)

**Why 2:** Why does that fail?
- **Answer:** Its handler is broken

**Root Cause:** Same as 1: Why 2

## Additional 404 Errors

- \`/api/stats\` - statistics
- \`/api/jobs\` - jobs
- \`GET /api/tasks/{id}\` - tasks

## Immediate Actions Required

### Priority 1: Await the client
1. **Location:** \`shop/card/handler.py\` line 41
2. **Action:** Add \`await\`
3. **Verification:** Run the end-to-end tests

### Priority 2: Check the stock
1. **This should resolve itself**

## Preventive Measures

### Medium-term (This Week)
1. **Linting:** A rule for missing awaits

## Metrics Summary

| Metric | Value | Status |
|--------|-------|--------|
| Card failures | 100% | CRITICAL |
| 404 Endpoints | 3 | WARNING |

---
**Report Generated:** 2025-05-05  
**Severity:** CRITICAL - no checkout
`;

/** Findings that say how they stand, fixes with a heading each, what to run, criteria to tick, a way back. */
export const FIX_PLAN = `# Checkout errors, what to fix
**Date:** May 6, 2025  
**Status:** CRITICAL - errors remain

## Current State Analysis

### 1. Card errors - STATUS: RESOLVED ✅

**Original Error**: \`'coroutine' object is not iterable\` at line 41

**No Further Action Required**

### 2. Sign-in - STATUS: PARTIALLY RESOLVED ⚠️

**Original Error**: Tokens are refused

### 3. Stock list - STATUS: UNRESOLVED ❌

**Error**: GET /api/stock returns 500

**Root Cause** (from Five Whys analysis):
- The query fails on NULL
- Metadata is missing

## Actionable Fix Recommendations

### IMMEDIATE FIXES (Priority 1 - Do Now)

#### Fix 1: Fill the metadata
\`\`\`sql
UPDATE stock SET metadata = '{}' WHERE metadata IS NULL;
\`\`\`

### SHORT-TERM FIXES (Priority 2 - This Week)

#### Fix 2: Retry the sign-in
\`\`\`python
# File: shop/auth/client.py
\`\`\`

## Verification Commands

\`\`\`bash
curl https://api.example/health
\`\`\`

## Success Metrics

The fixes are successful when:
- [ ] No error 500 for a day
- [x] Stock returns data

## Rollback Plan

1. Restore the previous revision
`;

/** Statements in a row per pattern, garbled emoji, a place and fixes below each, a plan with estimates, thresholds. */
export const PATTERNS = `# Staging root causes
**Date:** June 4, 2025  
**Analysis Period:** June 2-4, 2025  

## Executive Summary

Logs reveal **2 unique error patterns**.

---

## FIVE WHYS ANALYSIS FOR EACH ERROR PATTERN

### üö® ERROR PATTERN 1: HTTP 500 - Thread API

**Error:** \`HTTP 500 - /api/threads\`  
**Frequency:** 27+ occurrences  
**Business Impact:** CRITICAL - no history

#### Five Whys Analysis:

**Why 1:** The API fails  
**Why 2:** The session is of the wrong type  

**Root Cause:** A dependency that is out of date

**Immediate Fix Required:**
- Location: \`app/dependencies.py:212\`  
- Replace \`get_db\` with \`get_session\`  

---

### ‚ö†Ô∏è ERROR PATTERN 2: Middleware bypassed

**Error:** \`bypassed\`  
**Business Impact:** HIGH - no checks

#### Five Whys Analysis:

**Why 1:** The middleware is bypassed  
**Why 2:** Same root cause as pattern 1  

**Root Cause:** Same as Error Pattern 1 - the dependency

**Immediate Fix Required:**
- Use \`Sessions.create_scoped()\`

---

## Priority Action Plan

### üö® CRITICAL (Fix Immediately)
1. **Replace the dependency** - resolves most
   - Replace it everywhere
   - Estimated Fix Time: 2-4 hours
   - Impact: fixes the API

### üî• HIGH (Fix Within 24 Hours)
2. **Add a check**
   - Estimated Fix Time: 1 hour

## Monitoring Recommendations

### Alert Thresholds
- **CRITICAL**: API success rate < 90%
- **HIGH**: connection success < 95%
`;

/** Findings with severities and warnings, no whys, counts in a table, steps by P0 and P1, files, alerts. */
export const FINDINGS = `# Log audit
**Date:** June 5, 2025  
**Revision:** shop-00209-zdn  

## Critical Issues (Immediate Action Required)

### 1. Database context error
**Severity:** CRITICAL  
**Frequency:** Every request to \`/api/threads\`  
**Error:** \`no attribute 'execute'\`  

**Root Cause:** The context manager is misused

**Fix Required:**
- Check \`app/middleware/security.py:57\`

### 2. Race at connect
**Severity:** HIGH  
**Errors:**
- "not connected"
- "already closed"

**Fix Required:**
- Review \`app/socket.py:557-558\`

## Warning-Level Issues

### 1. Heartbeat timeouts
**Frequency:** Multiple  
**Impact:** connections drop

## Error Categories and Counts

| Error Type | Count | Severity |
|------------|-------|----------|
| Context | 5+ | CRITICAL |
| Race | 4+ | HIGH |

## Recommendations

### Immediate Actions (P0)
1. **Fix the context manager**

### Short-term (P1)
1. Add an alert

## Affected Components

- \`app/middleware/security.py\`
- \`app/socket.py\`

## Monitoring Recommendations

Set up alerts for:
- HTTP 500 error rate > 1%
- Database errors (any occurrence)
`;

/** One chain of headings with evidence and causes, fixes with a file each, tests with what must come out, criteria ticked early. */
export const DEEP_DIVE = `# Socket returns HTTP 500

**Date**: 2025-06-12  
**Impact**: half of the chat is down  

## EVIDENCE COLLECTED

### 1. Health Check - ‚úÖ WORKING
\`\`\`bash
curl https://api.example/health
\`\`\`

## FIVE-WHYS ROOT CAUSE ANALYSIS

### WHY #1: Why does the socket return HTTP 500?
**EVIDENCE**: The handshake fails
- HTTP 500 in the response

**ROOT CAUSE**: An exception during the handshake

---

### WHY #2: Why is there an exception?
**EVIDENCE FROM CODE ANALYSIS**:
- \`_connect()\` needs the state of the app

**POTENTIAL ROOT CAUSES**:
1. **State missing**: not set at the start
2. **Race**: services come later

---

### WHY #3: Why do services come later?
**EVIDENCE**: 
- They start in another task

**FUNDAMENTAL ROOT CAUSE**: **A race at the start**

---

## IMPLEMENTATION PLAN

### IMMEDIATE FIXES (High Priority)

#### Fix #1: Log the exception
**File**: \`/app/socket.py\`
**Change**: Log it in full

#### Fix #2: Wait for the services
**File**: \`/app/ready.py\`
**Change**: Wait

### VALIDATION TESTS

#### Test #1: Connect
\`\`\`bash
python3 connect.py

# Expected: it connects
\`\`\`

## SUCCESS CRITERIA

‚úÖ **Primary Goal**: The socket connects  
‚úÖ **Technical Goal**: 4 of 5 tests pass  

## RISK MITIGATION

**Rollback Plan**: Go back to \`00468-93p\`

**Escalation Plan**: Ask the platform team
`;

/** Front matter, a table as head, whys as Q and A, nested, in a callout and in a table with the root cause, actions by other columns. */
export const REVIEW = `---
date: 2025-07-01
severity: sev2
---
# Weekly review

| Field | Value |
|---|---|
| Status | open |
| Commander | on call |

## Incident A: exports empty

Severity: High

### Five Whys

**Q: Why are exports empty?**
A: The view returns nothing.

**Q: Why nothing?**
A: The role lost its grant.

> [!TIP]
> **Root cause:** grants are made by hand

### Corrective actions

| What | Who | When |
|---|---|---|
| Grants as code | data team | CW 12 |

## Incident B: imports slow

_Status_: mitigated

### 5 Whys

- Imports take hours
  - Why? One row at a time
    - Why? The driver is old
      - Root cause: nobody updates it

## Incident C: errors 503

### Five whys table

| Why? | Because |
|---|---|
| Why 503? | No pod was healthy |
| Why none? | The secret was rotated |
| **Root cause** | Pods do not reload |

## Action items

- [ ] Reload secrets (owner: ops, due: 2025-08-01)
- [x] Batch the rows

## Success criteria

- [ ] No 503 for a week
`;
