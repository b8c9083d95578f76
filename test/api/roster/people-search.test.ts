import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { insertRows, stay } from '../../support/facts.js';
import { RosterBench } from '../../support/people.js';

let hospital: TestHospital;
let bench: RosterBench;
let clerk: Visitor;
beforeAll(async () => {
  hospital = await startHospital();
  bench = new RosterBench(hospital);
  clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
});
afterAll(() => hospital.stop());

const found = async (q: string, visitor = clerk): Promise<string[]> => {
  const { body } = await visitor.get<{ items: { name: string; matchedBy: string }[] }>(`/search/people?q=${encodeURIComponent(q)}`);
  return body.items.map(({ name }) => name).sort();
};

describe('finding a person', () => {
  it('R-10.b finds 张国庆 by initials, full pinyin, surname with initials and later characters', async () => {
    await bench.enrol({ name: '张国庆' });
    for (const q of ['zgq', 'zhangguoqing', 'zhangguo', 'zhanggq', 'guoqing', '张', '庆', '国庆', '张国庆', '张gq', 'ZGQ', '张 国庆']) {
      expect(await found(q), q).toContain('张国庆');
    }
    for (const q of ['zgx', '张庆', '国张', 'hangguo']) expect(await found(q), q).not.toContain('张国庆');
  });

  it('R-10.b reads surnames as surnames: 单 shan, 仇 qiu, 解 xie, 曾 zeng', async () => {
    for (const [name, pinyin] of [['单立人', 'shanliren'], ['仇英杰', 'qiuyingjie'], ['解晓东', 'xiexiaodong'], ['曾志伟', 'zengzhiwei'], ['欧阳修远', 'ouyangxy']] as const) {
      await bench.enrol({ name });
      expect(await found(pinyin), pinyin).toEqual([name]);
    }
    expect(await found('danliren')).toEqual([]);
  });

  it('finds both readings of a given name: 重 is zhong and chong', async () => {
    await bench.enrol({ name: '王重阳' });
    expect(await found('wangchongyang')).toEqual(['王重阳']);
    expect(await found('wangzhongyang')).toEqual(['王重阳']);
  });

  it('finds by the last four of phone or id card and by whole numbers, but not by the beginning of one', async () => {
    const person = await bench.enrol({ name: '钱学文', phone: '138-1234-5678', insuranceNo: 'YB66001122', careCardNo: 'GB-771122', birthDate: '1938-02-03' });
    const idCard = person.idCardNo!;
    for (const q of ['5678', idCard.slice(-4), idCard, idCard.toLowerCase(), 'yb66001122', 'GB771122', '13812345678', '钱 5678']) {
      expect(await found(q), q).toContain('钱学文');
    }
    for (const q of [idCard.slice(0, 17), '1381234567', 'YB6600112', '567', '孙 5678']) expect(await found(q), q).not.toContain('钱学文');
  });

  it('finds who lies in a bed now, not who lay there', async () => {
    const now = await bench.enrol({ name: '床上人' });
    const before = await bench.enrol({ name: '出院人' });
    await insertRows(hospital.database, 'visit', [
      stay(now, { bed_no: '0317', medical_record_no: 'BA55501' }),
      stay(before, { bed_no: '0317', status: 'discharged', ended_at: '2026-03-05T10:00:00+08:00' }),
    ]);
    expect(await found('0317')).toEqual(['床上人']);
    expect(await found('BA55501')).toEqual(['床上人']);
    const { body } = await clerk.get(`/search/people?q=0317`);
    expect(body.items[0]).toMatchObject({ beneficiaryId: now.id, bed: '呼吸内科 0317床', matchedBy: '床位号' });
  });

  it('answers nothing to one letter, to punctuation and to what looks like SQL', async () => {
    for (const q of ['z', '%', '_', "' or 1=1 --", '···']) expect(await found(q), q).toEqual([]);
  });

  it('R-10.c finds only whom the caller may see', async () => {
    const mine = await bench.enrol({ name: '范畴内' }, { staff: '10011001' });
    await bench.enrol({ name: '范畴外' });
    const doctor = await hospital.signIn('DOCTOR', { departmentCode: '100110', staffNo: '10011001' });
    expect(await found('范畴', doctor)).toEqual(['范畴内']);
    expect(await found('fanchou', doctor)).toEqual(['范畴内']);
    expect(await found(mine.idCardNo!, doctor)).toEqual(['范畴内']);
  });
});
