/** An account to be made; its password is made with it. */
export interface NewAccount {
  readonly username: string;
  readonly name: string;
  readonly role: string;
  readonly departmentCode: string | null;
  readonly staffNo: string | null;
  readonly demo: boolean;
}
