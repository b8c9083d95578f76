import { useEffect, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { Input, Modal, type InputRef } from 'antd';
import { useNavigate } from 'react-router-dom';
import { useAccess } from '../shared/access/access.js';
import { useApi } from '../shared/api/api.js';
import { CareLevelTag, CategoryTags, PersonCell } from '../shared/format/people.js';
import { sentenceOf } from '../shared/problem/sentence.js';
import { addRecent, recentPeople, type FoundPerson } from './recent-people.js';
import './person-search.css';

const WAIT_MS = 150;
/** One Chinese character or two letters or digits; less would match half the roster. */
const isEnough = (text: string) => /\p{Script=Han}/u.test(text) || text.length >= 2;

/** Ctrl+K: finds a person by anything one has at hand, without leaving the keyboard. */
export function PersonSearch({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Modal
      open={open}
      onCancel={onClose}
      footer={null}
      closable={false}
      width={720}
      destroyOnHidden
      className="person-search"
      title={<span className="sr-only">搜索保健对象</span>}
    >
      <Search onClose={onClose} />
    </Modal>
  );
}

function Search({ onClose }: { onClose: () => void }) {
  const { me } = useAccess();
  const navigate = useNavigate();
  const box = useRef<InputRef>(null);
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState('');
  const [at, setAt] = useState(0);
  useEffect(() => {
    window.setTimeout(() => box.current?.focus());
  }, []);
  useEffect(() => {
    const timer = window.setTimeout(() => setAsked(typed.trim()), WAIT_MS);
    return () => window.clearTimeout(timer);
  }, [typed]);
  const enough = isEnough(asked);
  const { data, error, isFetching } = useApi('/search/people', {
    query: { q: asked },
    enabled: enough,
    keep: true,
  });
  const people = enough ? (data?.items ?? []) : recentPeople(me.id);
  useEffect(() => setAt(0), [asked]);

  // Only a pointer that moves chooses: results that appear under a resting one must not change whom Enter opens.
  const pointAt = (index: number, event: MouseEvent) => {
    if (event.movementX || event.movementY) setAt(index);
  };
  const go = (person: FoundPerson | undefined) => {
    if (!person) return;
    if (!person.confidential) addRecent(me.id, person);
    onClose();
    void navigate(`/p/${person.beneficiaryId}`);
  };
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      setAt((before) => (people.length ? (before + step + people.length) % people.length : 0));
    }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing && typed.trim() === asked) go(people[at]);
  };
  return (
    <div onKeyDown={press}>
      <Input
        ref={box}
        size="large"
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        maxLength={40}
        allowClear
        role="combobox"
        aria-expanded
        aria-controls="people-found"
        aria-activedescendant={people[at] ? `found-${people[at].beneficiaryId}` : undefined}
        aria-label="搜索保健对象"
        placeholder="姓名、拼音、首字母、手机或证件后 4 位、医保号、病案号、床号"
      />
      <p className="weak person-hint" aria-live="polite">
        {error
          ? sentenceOf(error)
          : !enough
            ? people.length
              ? '最近查看'
              : '输入 1 个汉字或 2 个字符开始搜索'
            : isFetching && !data
              ? '正在搜索…'
              : `找到 ${people.length} 人`}
      </p>
      <ul id="people-found" role="listbox" aria-label="搜索结果" className="people-found">
        {people.map((person, index) => (
          <li
            key={person.beneficiaryId}
            id={`found-${person.beneficiaryId}`}
            role="option"
            aria-selected={index === at}
            onMouseMove={(event) => pointAt(index, event)}
            onClick={() => go(person)}
          >
            {person.needsOpening ? <b>{person.name}</b> : <PersonCell name={person.name} sex={person.sex} age={person.age} />}{' '}
            {person.confidential && <span className="tag tag-secret">{person.needsOpening ? '机密 · 需打开' : '机密'}</span>}
            {person.careLevel && <CareLevelTag level={person.careLevel} />}
            <CategoryTags categories={person.categories} />
            <span className="person-unit ellipsis">{person.workUnit}</span>
            {person.bed && <span className="tag tag-good">在院 {person.bed}</span>}
            {enough && person.matchedBy && <span className="weak">{person.matchedBy}</span>}
          </li>
        ))}
        {enough && data && !people.length && !isFetching && (
          <li className="weak person-none">没有找到。请换一种写法，例如只输入姓或首字母。</li>
        )}
      </ul>
    </div>
  );
}
