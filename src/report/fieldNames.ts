/**
 * Whether a line or a row without bold is a field where it begins with this name: the names that heads of incident reports have,
 * in some languages. Any other could be prose with a colon in it.
 */
export function isFieldName(name: string): boolean {
  return FIELD_NAME.test(name.trim());
}

const FIELD_NAME =
  /^(?:(?:incident |report |postmortem |overall |start |end )?(?:date|status|severity|priority|impact|id|number|owner|commander|lead|type)(?: of incident)?|authors?|owners?|reviewers?|reviewed by|analyst|facilitator|scribe|reporter|participants|attendees|responders?|team|services?|systems?|components?|environment|env|region|version|revision|release|commit|deployed|created|updated|last updated|started|start(?: time)?|ended|end(?: time)?|detected(?: by| at)?|resolved(?: by| at)?|mitigated(?: at)?|reported(?: by| at)?|duration|downtime|time to (?:detect|resolve|recover|mitigate)|ttd|ttr|mttr|detection|resolution|trigger|customers? (?:affected|impact)|user impact|business impact|users affected|frequency|occurrences?|count|error|endpoint|url|ticket|jira|issue|tags|overall status|datum|schweregrad|priorität|autor(?:en|es)?|dienst|umgebung|dauer|auswirkung|sévérité|gravité|statut|auteurs?|durée|fecha|gravedad|severidad|estado|impacto|data|severidade|gravità|stato|ernst|ansvarig|дата|статус|серьёзность|влияние|автор|日付|発生日|重大度|状態|影響|担当者?|日期|严重程度|状态|影响|负责人|날짜|심각도|상태)$/i;
