import { OptionalFlag } from '../../platform/http/list-input.js';
import { VolumeQuery } from './reception-volume.dto.js';
import { StaffReceptionQuery } from './staff-reception.dto.js';
import { WeekQuery } from './weekly.dto.js';
import { WorkloadQuery } from './workload.dto.js';

const WITH_ROWS = '另附明细工作表：统计所计的业务，每条一行，按本人的权限和脱敏规则';

export class VolumeFileQuery extends VolumeQuery {
  @OptionalFlag(WITH_ROWS) withRows?: boolean;
}

export class WeekFileQuery extends WeekQuery {
  @OptionalFlag(WITH_ROWS) withRows?: boolean;
}

export class WorkloadFileQuery extends WorkloadQuery {
  @OptionalFlag(WITH_ROWS) withRows?: boolean;
}

export class StaffFileQuery extends StaffReceptionQuery {
  @OptionalFlag(WITH_ROWS) withRows?: boolean;
}
