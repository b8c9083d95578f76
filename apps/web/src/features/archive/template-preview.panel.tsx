import { useQuery } from '@tanstack/react-query';
import type { ApiProblem } from '@cadre/api-client/client';
import { api } from '../../shared/api/api.js';
import { Answered } from '../../shared/problem/answered.js';
import { ArchivePaper } from './archive-paper.js';
import type { TemplateBlock } from './template-block.form.js';

/** The blocks as they stand now, with one person's record; drawn again at each change. */
export function TemplatePreview({ blocks, beneficiaryId, name }: { blocks: readonly TemplateBlock[]; beneficiaryId: string | null; name: string }) {
  const answer = useQuery<Awaited<ReturnType<typeof draw>>, ApiProblem>({
    queryKey: ['/archive-templates/preview', beneficiaryId, blocks],
    queryFn: () => draw(beneficiaryId ?? '', blocks),
    enabled: beneficiaryId !== null && blocks.length > 0,
    placeholderData: (before) => before,
  });
  if (!beneficiaryId) return <p className="weak">选择一位示例对象后，这里按 A4 版面实时预览。</p>;
  if (blocks.length === 0) return <p className="weak">请从左侧加入章节。</p>;
  return (
    <Answered answer={answer} rows={8}>
      {(preview) => <ArchivePaper subtitle={name} blocks={preview.blocks} notes={preview.missing.length ? [`数据来源说明：${preview.missing.join('；')}。`] : []} />}
    </Answered>
  );
}

const draw = (beneficiaryId: string, blocks: readonly TemplateBlock[]) =>
  api.request('/archive-templates/preview', { method: 'POST', body: { beneficiaryId, blocks: [...blocks] } });
