import { App, Button } from 'antd';
import { Link } from 'react-router-dom';
import type { Schema } from '@cadre/api-client/typed-paths';
import { useAccess } from '../../shared/access/access.js';
import { api, queries } from '../../shared/api/api.js';
import { HeadRow } from '../../shared/list/head-row.js';
import { sentenceOf } from '../../shared/problem/sentence.js';

type Stream = Schema<'StreamSettings'>;

const TRANSPORTS: Readonly<Record<string, string>> = {
  'sql-view': '数据库视图',
  mllp: 'HL7 推送',
  'rest-json': 'REST 接口',
  'fhir-r4': 'FHIR R4',
  dicomweb: 'DICOMweb',
  dimse: 'DICOM C-FIND',
  'file-drop': '文件交换',
};

/** The data sets of a source: how each comes, how often, by which mapping. */
export function StreamSettingsTable({ sourceId, streams }: { sourceId: string; streams: readonly Stream[] }) {
  const { can } = useAccess();
  const mayConfigure = can('sync:configure');
  return (
    <table className="failure-problems">
      <HeadRow titles={['数据集', '方式', '间隔', '映射', '状态', ...(mayConfigure ? ['操作'] : [])]} />
      <tbody>
        {streams.map((stream) => (
          <tr key={stream.id}>
            <td>
              {stream.name} <span className="weak">{stream.id}</span>
            </td>
            <td>{TRANSPORTS[stream.transport] ?? stream.transport}</td>
            <td>{stream.everySeconds ? `${stream.everySeconds} 秒${stream.ownInterval ? '（自定）' : ''}` : '随到随存'}</td>
            <td>{stream.version ? <Link to={`/sync/connect?source=${sourceId}&stream=${stream.id}`}>第 {stream.version} 版</Link> : '出厂'}</td>
            <td>{stream.enabled ? '启用' : '停用'}</td>
            {mayConfigure && (
              <td>
                <Turn sourceId={sourceId} stream={stream} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Turn({ sourceId, stream }: { sourceId: string; stream: Stream }) {
  const { modal, message } = App.useApp();
  const words = stream.enabled ? '停用' : '启用';
  const turn = async () => {
    try {
      const body = { enabled: !stream.enabled, reason: `在数据源设置中${words}` };
      await api.request(`/extraction/sources/${sourceId}/streams/${stream.id}`, { method: 'PATCH', body });
      await queries.invalidateQueries({ queryKey: [`/extraction/sources/${sourceId}`] });
    } catch (error) {
      void message.error(sentenceOf(error));
    }
  };
  return (
    <Button type="link" size="small" onClick={() => void modal.confirm({ title: `${words}数据集“${stream.name}”？`, okText: words, onOk: turn })}>
      {words}
    </Button>
  );
}
