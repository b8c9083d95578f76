const TAGS: Readonly<Record<string, string>> = { final: 'tag tag-good', corrected: 'tag tag-late', withdrawn: 'tag tag-off' };

/** The state of a report in words, and which version it is once there was an earlier one. */
export function ReportState({ status, name, revision }: { status: string; name: string; revision: number }) {
  return (
    <>
      <span className={TAGS[status] ?? 'tag tag-off'}>{name}</span>
      {revision > 1 && <span className="weak"> 第 {revision} 版</span>}
    </>
  );
}
