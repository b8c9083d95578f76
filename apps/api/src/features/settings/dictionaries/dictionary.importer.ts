import { Injectable } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../platform/access/caller.js';
import { BadInput, Conflict } from '../../../platform/http/refusal.js';
import { type ImportColumn, Importer, type ImportedRow, type Taken } from '../../transfers/importer.port.js';
import { DictionaryItemFacts, NewDictionaryItem } from './dictionary-admin.dto.js';
import { DictionaryAdmin } from './dictionary-admin.service.js';

const REASON = '批量导入';
const FIELDS = ['name', 'color', 'sort', 'active', 'validFrom', 'validUntil', 'nationalCode', 'cityCode', 'hisCode'] as const;
const YES_NO = [{ word: '是', code: 'true' }, { word: '否', code: 'false' }];

interface Standing extends DictionaryItemFacts {
  readonly version: number;
}

/** Items of dictionaries from a file, by the rules of the dictionary page. */
@Injectable()
export class DictionaryImporter extends Importer {
  readonly kind = 'dictionary';
  readonly title = '字典项';
  readonly permission = 'dictionary:write';
  readonly key = [['system', 'code']];

  constructor(private readonly admin: DictionaryAdmin) {
    super();
  }

  async columns(em: EntityManager): Promise<readonly ImportColumn[]> {
    const types: { id: string; name: string }[] = await em.query('select id, name from dictionary_type order by id');
    return [
      { field: 'system', title: '字典', required: true, note: '字典的名称或代码', example: types[0]?.name ?? '', choices: types.map(({ id, name }) => ({ word: name, code: id })) },
      { field: 'code', title: '代码', required: true, note: '字母、数字、点、横线、下划线，不超过 40 个', example: 'X01' },
      { field: 'name', title: '名称', required: true, note: '不超过 80 字', example: '其他' },
      { field: 'sort', title: '顺序', note: '0 至 9999，小的在前', example: '10' },
      { field: 'active', title: '使用中', note: '否：旧记录照常显示，新填写时不再出现', example: '是', choices: YES_NO },
      { field: 'color', title: '颜色', note: '如 #0958d9', example: '#0958d9' },
      { field: 'validFrom', title: '有效期从', note: '日期', example: '2026-01-01', kind: 'day' },
      { field: 'validUntil', title: '有效期至', note: '日期', example: '2026-12-31', kind: 'day' },
      { field: 'nationalCode', title: '国标码', note: '不超过 60 字', example: '' },
      { field: 'cityCode', title: '市级码', note: '不超过 60 字', example: '' },
      { field: 'hisCode', title: 'HIS码', note: '不超过 60 字', example: '' },
    ];
  }

  async take(caller: Caller, em: EntityManager, row: ImportedRow): Promise<Taken> {
    const { system, code, ...given } = row as Record<string, string>;
    const was = await standing(em, system!, code!);
    const said = {
      ...(was ?? { color: null, sort: 0, active: true, validFrom: null, validUntil: null, nationalCode: null, cityCode: null, hisCode: null }), ...given,
      ...('sort' in given && { sort: Number(given['sort']) }), ...('active' in given && { active: given['active'] === 'true' }),
    };
    const ref = `${system}/${code}`;
    const facts = await checked({ ...pick(said), code, reason: REASON });
    if (!was) {
      await this.admin.addItem(caller, system!, facts);
      return { outcome: 'added', ref };
    }
    if (FIELDS.every((field) => facts[field] === was[field])) return { outcome: 'unchanged', ref };
    await this.admin.changeItem(caller, system!, code!, { ...pick(facts), version: was.version, reason: REASON });
    return { outcome: 'changed', ref, before: { ...pick(was), version: was.version + 1 } };
  }

  async undo(caller: Caller, em: EntityManager, { outcome, ref, before }: Taken): Promise<void> {
    const [system, ...rest] = ref.split('/');
    const code = rest.join('/');
    const now = await standing(em, system!, code);
    const { version, ...facts } = (before ?? { version: 1 }) as Standing;
    if (now?.version !== version) throw new Conflict('CHANGED_MEANWHILE', '导入之后又有修改，没有撤销。');
    if (outcome === 'added') await this.admin.removeItem(caller, system!, code, { version, reason: '撤销导入' });
    else await this.admin.changeItem(caller, system!, code, { ...facts, version, reason: '撤销导入' });
  }
}

async function standing(em: EntityManager, system: string, code: string): Promise<Standing | undefined> {
  const [found]: Standing[] = await em.query(
    `select name, color, sort, active, valid_from::text as "validFrom", valid_until::text as "validUntil", national_code as "nationalCode",
       city_code as "cityCode", his_code as "hisCode", version from dictionary_item where system = $1 and code = $2`,
    [system, code],
  );
  return found;
}

const pick = (facts: object): DictionaryItemFacts =>
  Object.fromEntries(FIELDS.map((field) => [field, (facts as Record<string, unknown>)[field] ?? null])) as unknown as DictionaryItemFacts;

/** By the rules of the form. */
async function checked(said: object): Promise<NewDictionaryItem> {
  const item = plainToInstance(NewDictionaryItem, said);
  const wrong = await validate(item);
  if (wrong.length) throw new BadInput('填写的内容有误。', wrong.map(({ property }) => ({ field: property, message: '格式不正确，见模板的“说明”页' })));
  return item;
}
