import type pg from 'pg';
import { heldPerson } from './row-guard.js';

const EXISTS_IN_POLICY = String.raw`\(EXISTS \( SELECT 1\s+FROM person_access a\s+WHERE \(\(a\.beneficiary_id = (?<person>\w+\.\w+)\) AND [\s\S]*?'past_access'::text\) AS scope_flag\)\)\)\)\)`;
const EXISTS_IN_FUNCTION = String.raw`exists \(\s*select 1 from person_access a where a\.beneficiary_id = (?<person>\w+\.\w+)[\s\S]*?scope_flag\('past_access'\)\)\)\)`;

/** The part of the rule that asks for access, as PostgreSQL writes it down in a policy: that of 0039, and that of `visiblePerson`. */
const IN_POLICY = [
  new RegExp(String.raw`\(\(\( SELECT scope_flag\('narrowed'::text\)[\s\S]*?IN \( SELECT scope_people\(\) AS scope_people\)\)\)\) OR \(\(NOT \( SELECT scope_flag\('narrowed'::text\) AS scope_flag\)\) AND ${EXISTS_IN_POLICY}\)\)`, 'g'),
  new RegExp(EXISTS_IN_POLICY, 'g'),
];
/** … and as it stands in the text of a function. */
const IN_FUNCTION = [
  new RegExp(String.raw`\(\(select scope_flag\('narrowed'\)\)[\s\S]*?in \(select scope_people\(\)\)\)\s+or not \(select scope_flag\('narrowed'\)\) and ${EXISTS_IN_FUNCTION}\)`, 'g'),
  new RegExp(EXISTS_IN_FUNCTION, 'g'),
];

/**
 * Brings the policies and functions that were made from `visiblePerson`, by whichever migration, to the rule of today: a person is
 * reached by access (`scope_reach`), or, by callers whose roles are narrowed, as the one who was asked for or among those whom
 * they reach, worked out once a statement. Runs after every migration, changes nothing twice.
 */
export async function renewPersonPolicies(owner: pg.Client): Promise<void> {
  const { rows: policies } = await owner.query<{ table: string; policy: string; rule: string }>(
    `select tablename as "table", policyname as policy, qual as rule from pg_policies
     where schemaname = 'public' and qual like '%person_access a%past_access%' and tablename <> 'person_access'`,
  );
  for (const { table, policy, rule } of policies) await owner.query(`alter policy "${policy}" on "${table}" using (${renewed(rule, IN_POLICY, `${table}.${policy}`)})`);
  const { rows: functions } = await owner.query<{ name: string; code: string }>(
    `select proname as name, pg_get_functiondef(oid) as code from pg_proc
     where pronamespace = 'public'::regnamespace and prosrc like '%person_access a where a.beneficiary_id = %past_access%'`,
  );
  for (const { name, code } of functions) await owner.query(renewed(code, IN_FUNCTION, name));
}

function renewed(text: string, forms: readonly RegExp[], where: string): string {
  const today = forms.reduce((found, form) => found.replace(form, (...parts) => {
    const { person } = parts.at(-1) as { person: string };
    return heldPerson(person);
  }), text);
  if (today === text) throw new Error(`${where} asks for access to people in another way than visiblePerson does`);
  return today;
}
