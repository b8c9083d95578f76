import { useApi } from '../../shared/api/api.js';

/** The templates that this user may make records by, named with whom they are for and whose they are. */
export function useTemplates(enabled: boolean) {
  const { data, isLoading } = useApi('/archive-templates', { query: { show: 'usable' }, enabled });
  const options = (data?.items ?? []).map(({ id, name, audience, scope }) => ({
    value: id,
    label: `${name}${audience === 'patient' ? '（给本人）' : ''}${scope === 'own' ? ' · 我的' : scope === 'department' ? ' · 科室' : ''}`,
  }));
  return { options, isLoading };
}
