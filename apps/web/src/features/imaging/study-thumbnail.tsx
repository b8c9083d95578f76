import { useEffect, useRef, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { ApiProblem } from '@cadre/api-client/client';
import { useAccess } from '../../shared/access/access.js';
import { api } from '../../shared/api/api.js';
import { imagesText, type Examination } from './examinations.js';

const KEPT_MS = 10 * 60_000;

/** The picture of a card, fetched when it comes into sight. Whatever happens to it, the report beside it stays readable. */
export function StudyThumbnail({ examination }: { examination: Examination }) {
  const { can } = useAccess();
  const { studyId, images } = examination;
  if (images !== 'archived' || studyId === null) return <Box text={imagesText(examination)} />;
  return can('image:view') ? (
    <Picture studyId={studyId} name={examination.itemName ?? '检查'} />
  ) : (
    <Box text="无调阅影像权限" />
  );
}

function Picture({ studyId, name }: { studyId: string; name: string }) {
  const [box, inSight] = useInSight();
  const { data, error, refetch, isFetching } = useQuery<Blob, ApiProblem>({
    queryKey: ['study-thumbnail', studyId],
    queryFn: async ({ signal }) => (await api.open(`/imaging-studies/${studyId}/thumbnail`, { signal })).blob(),
    enabled: inSight,
    // A PACS that is busy is not asked again and again by itself.
    retry: false,
    staleTime: KEPT_MS,
  });
  const address = useAddress(data);
  return (
    <span ref={box} className="study-picture">
      {address && <img src={address} alt={`${name}缩略图`} />}
      {!address && !error && <span className="weak">{isFetching ? '取图中…' : ''}</span>}
      {!address && error && (
        <span className="weak" title={error.message}>
          {error.code === 'NO_PICTURE' ? '没有可显示的图像' : '图像暂不可用'}
          {error.code !== 'NO_PICTURE' && (
            <button type="button" className="quiet link" onClick={() => void refetch()}>
              重试
            </button>
          )}
        </span>
      )}
    </span>
  );
}

function Box({ text }: { text: string }) {
  return (
    <span className="study-picture">
      <span className="weak">{text}</span>
    </span>
  );
}

/** An address for the bytes, given back when they are no longer shown. */
function useAddress(bytes: Blob | undefined): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (!bytes) return;
    const made = URL.createObjectURL(bytes);
    setAddress(made);
    return () => {
      URL.revokeObjectURL(made);
      setAddress(null);
    };
  }, [bytes]);
  return address;
}

/** True from the first moment that the element is nearly on screen. */
function useInSight() {
  const box = useRef<HTMLSpanElement>(null);
  const [inSight, setInSight] = useState(false);
  useEffect(() => {
    const element = box.current;
    if (!element || inSight) return;
    const watcher = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setInSight(true);
      },
      { rootMargin: '120px' },
    );
    watcher.observe(element);
    return () => watcher.disconnect();
  }, [inSight]);
  return [box, inSight] as const;
}
