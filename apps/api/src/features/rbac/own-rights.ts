import { FIELD_DISPLAYS, type FieldDisplay, PERSON_FIELD_NAMES, type PersonField } from '../../platform/access/person-fields.js';

/** A personal grant or denial that is in force. A denial may also name a field, as `field:phone`. */
export interface Override {
  readonly permission: string;
  readonly effect: 'grant' | 'deny';
  readonly validUntil: Date | null;
}

interface Allowing {
  readonly permissions: readonly string[];
  readonly fields: Readonly<Partial<Record<PersonField, FieldDisplay>>>;
}

export const fieldKey = (field: PersonField): string => `field:${field}`;

const denied = (overrides: readonly Override[]): Set<string> =>
  new Set(overrides.filter(({ effect }) => effect === 'deny').map(({ permission }) => permission));

/** What the roles and the personal grants allow together, less what is personally denied. */
export function permissionsOf(roles: readonly Allowing[], overrides: readonly Override[]): string[] {
  const no = denied(overrides);
  const granted = overrides.filter(({ effect }) => effect === 'grant').map(({ permission }) => permission);
  return [...new Set([...roles.flatMap(({ permissions }) => permissions), ...granted])].filter((permission) => !no.has(permission));
}

/** The most open of what the roles show; masked where no role says anything; hidden where it is personally denied. */
export function fieldsOf(roles: readonly Allowing[], overrides: readonly Override[]): Record<PersonField, FieldDisplay> {
  const no = denied(overrides);
  const displayOf = (field: PersonField): FieldDisplay => {
    if (no.has(fieldKey(field))) return 'hidden';
    const shown = new Set(roles.map(({ fields }) => fields[field] ?? 'masked'));
    return FIELD_DISPLAYS.find((display) => shown.has(display)) ?? 'masked';
  };
  return Object.fromEntries(PERSON_FIELD_NAMES.map((field) => [field, displayOf(field)])) as Record<PersonField, FieldDisplay>;
}
