import { Injectable } from '@nestjs/common';
import { normalizeName } from '@cadre/clinical/person-name';
import type { Caller } from '../../platform/access/caller.js';
import { FieldCipher } from '../../platform/crypto/field-cipher.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import type { DuplicateQuestion, LikePerson } from './person-change.dto.js';
import { nameSort } from './person-names.js';
import { lookupsOf } from './person-numbers.js';

const MOST = 5;

/** Who on the roster may be the one that is being typed in. Somebody whom the caller does not see is never among them. */
@Injectable()
export class LikePeopleQueries {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly cipher: FieldCipher,
  ) {}

  like(caller: Caller, { name, birthDate, ...numbers }: DuplicateQuestion): Promise<LikePerson[]> {
    const indexes = lookupsOf(this.cipher, numbers);
    const named = name && birthDate && normalizeName(name) ? nameSort(name) : null;
    return this.db.asCaller(caller, (em) =>
      em.query(
        `select b.id as "beneficiaryId", b.name, b.roster_no as "rosterNo", b.work_unit as "workUnit", string_agg(distinct f.alike, '、') as alike
         from (select i.beneficiary_id as id, case i.kind when 'ID_CARD' then '证件号' when 'PHONE' then '手机'
                 when 'INSURANCE_NO' then '医保号' else '卡号' end || '相同' as alike
               from beneficiary_identifier i where i.blind_index = any ($1)
               union all select n.id, '姓名与出生日期相同' from beneficiary n where n.name_sort = $2 and n.birth_date = $3::date) f
         join beneficiary b on b.id = f.id group by b.id order by b.name_sort limit ${MOST}`,
        [indexes, named, birthDate ?? null],
      ),
    );
  }
}
