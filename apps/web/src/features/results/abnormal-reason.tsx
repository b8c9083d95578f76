import { InfoCircleOutlined } from '@ant-design/icons';
import { Tooltip } from 'antd';

/** How a reference change value was worked out stands in brackets behind it. */
const DERIVATION = /（(CVA [^）]*)）/;

/** Why a result has to be looked at; the derivation of its RCV is there for whoever asks, by mouse or keyboard. */
export function AbnormalReason({ sentence }: { sentence: string }) {
  const derivation = DERIVATION.exec(sentence)?.[1];
  if (!derivation) return <span>{sentence}</span>;
  return (
    <span>
      {sentence.replace(DERIVATION, '')}{' '}
      <Tooltip title={derivation} trigger={['hover', 'focus']}>
        <InfoCircleOutlined className="weak" tabIndex={0} aria-label={`参考变化值的来历：${derivation}`} />
      </Tooltip>
    </span>
  );
}
