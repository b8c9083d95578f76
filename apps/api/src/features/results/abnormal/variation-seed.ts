import { PUBLISHED_VARIATION } from '@cadre/clinical/reference-change';
import type { EntityManager } from 'typeorm';

const SOURCE = 'CVI 公开数据 2014 版，CVA 暂取其半，待检验科核定';

/** Published variation for items that have none at all; what the laboratory has set stays. Running it again changes nothing. */
export async function seedVariations(em: EntityManager): Promise<void> {
  const rows = [...PUBLISHED_VARIATION].map(([item_code, { cva, cvi }]) => ({ item_code, cva, cvi }));
  await em.query(
    `insert into lab_variation (item_code, version, cva, cvi, source)
     select n.item_code, 1, n.cva, n.cvi, $2 from jsonb_to_recordset($1::jsonb) as n (item_code text, cva double precision, cvi double precision)
     on conflict do nothing`,
    [JSON.stringify(rows), SOURCE],
  );
}
