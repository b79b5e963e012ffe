/** A report of our own form with all that it can hold. */
export const REPORT = `# Chat connections fail with HTTP 500

**Date:** 2025-01-07  
**Environment:** staging (Cloud Run)  
**Revision:** backend-00209-zdn at \`3f2a9c1\`  
**Status:** UNRESOLVED  

## Summary

Every chat connection fails.

- since the deploy of *Tuesday*

## 1. 'coroutine' object has no attribute 'get'

<!-- five-whys pattern="w1:8c1f w1:77aa" source="staging" query="severity>=ERROR" -->
**Error:** \`'coroutine' object has no attribute 'get'\`  
**Frequency:** 3 in 24 h  
**Impact:**  
**Location:** [app/routes/websocket.py:557](../app/routes/websocket.py#L557) at \`3f2a9c1\`  

Some prose that nobody asked for.

### Five Whys

**Why 1:** Why does the endpoint return HTTP 500?
- **Answer:** The handler calls \`.get\` on a coroutine.
- **State:** confirmed
- **Evidence:** log 2025-01-07T15:42:02.118Z \`68c39b02\` ([open](https://console.example/x)) [^e1]

**Why 2:** Why is there a coroutine where a dict is expected?
- **Answer:** The call is not awaited:

  \`\`\`py
  state = load(user)
  \`\`\`
- **Evidence:** code [websocket.py:557](../app/routes/websocket.py#L557) at \`3f2a9c1\` [^e2]
- **Evidence:** The same line fails in the test.

**Why 3a:** Why is it not awaited?
- **Answer:** \`load\` became async last week.
- **State:** ruled out

**Why 3b (and):** Why does nothing warn?
- **Answer:** No lint rule is on.

**Why 4b:** Why is no rule on?
- **Answer:**

**Why was it not caught 1:** Why did no test fail?
- **Answer:** The route has no test.

**Root cause:** Why 3b. The pipeline runs no async lint.

### Actions

| Priority | Type | Action | Location | Owner | Due | State | Verified by |
| --- | --- | --- | --- | --- | --- | --- | --- |
| P0 | fix | Await \`load\` | \`a \\| b\` | Ada | | open | |

### Verification

\`\`\`sh
curl -i https://staging.example/ws
\`\`\`

- [ ] No error for 24 h

## Follow-ups

### 2025-01-09

Still there.

[^e1]: \`2025-01-07T15:42:02.118Z ERROR boom\`
[^e2]:
    \`\`\`
    def handler():

        state = load(user)
    \`\`\`
`;
