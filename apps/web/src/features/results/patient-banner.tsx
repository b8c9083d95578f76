import { Popover } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { useApi } from '../../shared/api/api.js';
import { formatFullTime, formatDate } from '../../shared/format/dates.js';
import { CareLevelTag, CategoryTags, PersonCell, SecrecyTag } from '../../shared/format/people.js';
import { HeadRow } from '../../shared/list/head-row.js';
import { useNeighbours } from '../../shared/list/neighbours.js';
import { STATUS_BANDS, type Person } from './person.js';

/** Who this is, always in sight; what could harm him (allergies) in red and in words. */
export function PatientBanner({ person }: { person: Person }) {
  const { name, sex, age, birthDate, status } = person;
  const band = STATUS_BANDS[status];
  return (
    <header className={band ? 'banner banner-closed' : 'banner'}>
      <div className="banner-lines">
        <h1 className="banner-line">
          <span className="banner-name">
            <PersonCell name={name} sex={sex} age={age} />
          </span>
          <span className="weak">{formatDate(birthDate)} 生</span>
          <CareLevelTag level={person.careLevel} expired={person.careLevelExpired} />
          <CategoryTags categories={person.categories} />
          <SecrecyTag secrecy={person.secrecy} />
          {person.inHospital && <InHospital person={person} />}
          {band && <span className="tag tag-off">{band}</span>}
        </h1>
        <p className="banner-line">
          {person.allergies ? (
            <span className="banner-allergy ellipsis" title={person.allergies}>
              ⚠ 过敏：{person.allergies}
            </span>
          ) : (
            <span className="weak">过敏史：未记录</span>
          )}
          <span title="号码已脱敏">☎ {person.phone ?? '—'}</span>
          <span className="weak ellipsis">
            {[person.workUnit, person.position].filter(Boolean).join(' · ') || '单位未登记'}
          </span>
          <Links person={person} />
        </p>
      </div>
      <Walker />
    </header>
  );
}

/** Ward, bed and day of the running stay. */
function InHospital({ person: { id, inHospital } }: { person: Person }) {
  const { can } = useAccess();
  const stays = useApi(`/beneficiaries/${id}/visits`, {
    query: { class: 'inpatient', page: 1, pageSize: 10 },
    topics: ['visits'],
    beneficiaryId: id,
    enabled: can('visit:read'),
  });
  const days = stays.data?.items.find(({ status }) => status === 'in_hospital')?.stayDays;
  return (
    <span className="tag tag-good">
      在院 {inHospital?.departmentName} {inHospital?.bedNo && `${inHospital.bedNo} 床`}
      {days ? ` 已住 ${days} 天` : ''}
    </span>
  );
}

/** Under which numbers the hospital's systems know him, and on what grounds they were taken for his. */
function Links({ person: { rosterNo, aliasName, links } }: { person: Person }) {
  const content = (
    <div className="banner-links">
      <p>
        保健编号 {rosterNo}
        {aliasName && `，院内化名 ${aliasName}`}
      </p>
      {links.length === 0 && <p className="weak">还没有关联到医院各系统的患者号。</p>}
      {links.length > 0 && (
        <table>
          <HeadRow titles={['系统', '患者号', '识别依据', '识别人', '时间']} />
          <tbody>
            {links.map(({ source, patientId, reason, matchedBy, at }) => (
              <tr key={`${source}/${patientId}`}>
                <td>{source.toUpperCase()}</td>
                <td>{patientId}</td>
                <td>{reason}</td>
                <td>{matchedBy === 'system' ? '系统' : matchedBy}</td>
                <td>{formatFullTime(at)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
  return (
    <Popover content={content} trigger={['hover', 'focus']} placement="bottomRight">
      <button type="button" className="quiet banner-link">
        身份关联 {links.length}
      </button>
    </Popover>
  );
}

/** ‹ › to the neighbours in the list this person was opened from. */
function Walker() {
  const walk = useNeighbours();
  if (!walk) return null;
  return (
    <div className="banner-walk" role="group" aria-label="列表中的上一位和下一位">
      <button
        type="button"
        disabled={!walk.canPrevious}
        onClick={walk.previous}
        title="上一位（←）"
        aria-label="上一位"
      >
        ‹
      </button>
      <span>
        {walk.index + 1} / {walk.total}
      </span>
      <button type="button" disabled={!walk.canNext} onClick={walk.next} title="下一位（→）" aria-label="下一位">
        ›
      </button>
    </div>
  );
}
