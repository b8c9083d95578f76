/** Results of each report of the laboratory's views. */
export const RESULTS_EACH = 10;

/**
 * The laboratory's own database: two tables under two views, named as such systems name them.
 * @param {import('pg').Client} client
 * @param {{ people: number, viewReports: number }} size
 */
export async function fillLaboratory(client, { people, viewReports }) {
  await client.query(`
    create table bg as select 'L' || lpad(j::text, 8, '0') as bgdh, 'MZ' || j as jzlsh, lpad((1 + j % ${people})::text, 8, '0') as brid,
      '测试对象'::text as brxm, '男'::text as brxb, '72岁'::text as nl, '1'::text as mzzybz, 'S' || j as sqdh, '100105'::text as sqksbm,
      '内分泌科'::text as sqksmc, '测试医生'::text as sqysxm, at as cjrq, at + interval '20 minutes' as jsrq, at + interval '1 hour' as jyrq,
      at + interval '2 hours' as bgrq, at + interval '2 hours' as shrq, 'SH01'::text as jyxmdm, '生化全套'::text as jyxmmc, '血清'::text as bbmc,
      '测试检验'::text as jyz, '测试审核'::text as shz, '2'::text as bgzt, 1 as bbh, at + interval '3 hours' as xgsj
    from (select j, timestamp '2026-01-01 07:30:00' + j * interval '1 minute' as at from generate_series(1, ${viewReports}) j) r;
    alter table bg add primary key (bgdh);
    create index on bg (xgsj, bgdh);
    create table jg as select b.bgdh, b.bgdh || '-' || line as jgid, line as dyxh, code as jczbdm, name as jczbmc,
      round((20 + (row_number() over () * 17) % 900 / 10.0)::numeric, 1)::text as jczbjg, unit as jldw, span as ckz, null::text as reflo,
      null::text as refhi, 'N'::text as ycts, '0'::text as wjz, '速率法'::text as jcff, 'AU5800'::text as yqbh, null::text as loinc,
      null::text as xjmc, null::text as ymjg, null::text as wjztzsj, null::text as wjztzr, null::text as wjzclsj
    from bg b, (values (1, 'CREA', '肌酐', 'umol/L', '57-111'), (2, 'UREA', '尿素', 'mmol/L', '3.1-8.0'), (3, 'GLU', '葡萄糖', 'mmol/L', '3.9-6.1'),
      (4, 'ALT', '丙氨酸氨基转移酶', 'U/L', '9-50'), (5, 'AST', '天门冬氨酸氨基转移酶', 'U/L', '15-40'), (6, 'K', '钾', 'mmol/L', '3.5-5.3'),
      (7, 'NA', '钠', 'mmol/L', '137-147'), (8, 'CL', '氯', 'mmol/L', '99-110'), (9, 'CA', '钙', 'mmol/L', '2.11-2.52'),
      (10, 'UA', '尿酸', 'umol/L', '208-428')) as item (line, code, name, unit, span);
    alter table jg add primary key (jgid);
    create index on jg (bgdh, jgid);
    create view v_lis_bg as select * from bg;
    create view v_lis_jg as select * from jg`);
  await client.query('vacuum analyze');
}
