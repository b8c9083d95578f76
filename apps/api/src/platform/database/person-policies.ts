import type pg from 'pg';

/** The part of `visiblePerson` that asks for access, as PostgreSQL writes it down in a policy … */
const IN_POLICY = /\(EXISTS \( SELECT 1\s+FROM person_access a\s+WHERE \(\(a\.beneficiary_id = (\w+\.\w+)\) AND [\s\S]*?'past_access'::text\) AS scope_flag\)\)\)\)\)/g;
/** … and as it stands in the text of a function. */
const IN_FUNCTION = /exists \(\s*select 1 from person_access a where a\.beneficiary_id = (\w+\.\w+)[\s\S]*?scope_flag\('past_access'\)\)\)\)/g;

/**
 * Brings the policies and functions that were made from `visiblePerson`, by whichever migration, to the rule of today: for a caller
 * whose roles are narrowed a person is among those they reach, worked out once; for everybody else access is looked up as ever.
 * In a function that runs with its owner's rights only this narrows at all. Runs after every migration, changes nothing twice.
 */
export async function renewPersonPolicies(owner: pg.Client): Promise<void> {
  const { rows: policies } = await owner.query<{ table: string; policy: string; rule: string }>(
    `select tablename as "table", policyname as policy, qual as rule from pg_policies
     where schemaname = 'public' and qual like '%person_access a%past_access%' and qual not like '%scope_people()%' and tablename <> 'person_access'`,
  );
  for (const { table, policy, rule } of policies) await owner.query(`alter policy "${policy}" on "${table}" using (${renewed(rule, IN_POLICY, `${table}.${policy}`)})`);
  const { rows: functions } = await owner.query<{ name: string; code: string }>(
    `select proname as name, pg_get_functiondef(oid) as code from pg_proc
     where pronamespace = 'public'::regnamespace and prosrc like '%person_access a%past_access%' and prosrc not like '%scope_people()%'`,
  );
  for (const { name, code } of functions) await owner.query(renewed(code, IN_FUNCTION, name));
}

function renewed(text: string, asksForAccess: RegExp, where: string): string {
  const found = text.replace(asksForAccess, (access, person: string) => `((select scope_flag('narrowed'))
    and (${person} = (select scope_asked()) and (select scope_sees_asked()) or ${person} in (select scope_people()))
    or not (select scope_flag('narrowed')) and ${access})`);
  if (found === text) throw new Error(`${where} asks for access to people in another way than visiblePerson does`);
  return found;
}
