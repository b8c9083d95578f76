export const PHONE_STATES = ['none', 'invited', 'active', 'disabled', 'locked'] as const;

/** What of an account on the phone is shown as its state, in SQL. `a` is phone_account, perhaps not there. */
export const PHONE_STATE = `case when a.id is null or a.state = 'closed' then 'none'
  when a.state in ('invited', 'active') and a.locked_until > now() then 'locked' else a.state end`;
