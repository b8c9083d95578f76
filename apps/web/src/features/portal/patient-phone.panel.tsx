import { Alert } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { useApi } from '../../shared/api/api.js';
import { Answered } from '../../shared/problem/answered.js';
import { AccountCard } from './account-card.panel.js';
import { PhoneActs } from './phone-acts.panel.js';
import './portal.css';

/** 手机端账户: his own account and those of his proxies, and what was done on the phone. */
export function PatientPhonePanel({ person }: { person: { readonly id: string } }) {
  const { can } = useAccess();
  const answer = useApi(`/beneficiaries/${person.id}/account`, { topics: ['roster'], beneficiaryId: person.id });
  return (
    <div className="phone-accounts">
      <Answered answer={answer} rows={8}>
        {({ items, gatewayConnected }) => (
          <>
            {!gatewayConnected && can('beneficiary:account') && (
              <Alert
                type="info"
                showIcon
                title="短信网关和手机端页面尚未接入：激活短信会写入待发队列，接入后才会发出；在此之前开通的账户停留在“待激活”。"
              />
            )}
            {items.map((account) => (
              <AccountCard key={account.contactId ?? 'own'} personId={person.id} account={account} />
            ))}
            <p className="weak">代理人（家属、秘书）在“基本资料”的“联系人与代理人”中登记，并选择看预约、代预约、看报告和有效期；登记后在这里为其开通。</p>
          </>
        )}
      </Answered>
      <PhoneActs personId={person.id} />
    </div>
  );
}
