/** A request that is refused for a reason its sender can act on. `message` is Chinese, `code` is stable, neither names a patient. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly fields?: readonly FieldProblem[],
    readonly retryAfterSeconds?: number,
  ) {
    super(message);
  }
}

export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/** "Does not exist" and "not yours" are the same answer. */
export class NotFound extends Refusal {
  constructor(what = '记录') {
    super(404, 'NOT_FOUND', `没有找到该${what}，或您无权查看。请返回列表重新选择。`);
  }
}

export class Conflict extends Refusal {
  constructor(code: string, message: string) {
    super(409, code, message);
  }
}

export class BadInput extends Refusal {
  constructor(message: string, fields: readonly FieldProblem[] = []) {
    super(400, 'BAD_INPUT', message, fields);
  }
}

/** What stands in the database is not what was sealed, or its key is gone. Shown to nobody, said to whoever asked. */
export class SealedDataDamaged extends Refusal {
  constructor() {
    super(500, 'SEALED_DATA_DAMAGED', '这里的加密数据没有通过校验，可能被改动过，系统不予显示。请将错误编号告知信息科。');
  }
}

export class SignInNeeded extends Refusal {
  constructor() {
    super(401, 'SESSION_ENDED', '登录已失效，请重新登录后继续。');
  }
}

/** He is there and may be opened, by this caller alone: everybody else is told {@link NotFound}. */
export class OpeningNeeded extends Refusal {
  constructor() {
    super(403, 'OPENING_NEEDED', '这是机密档案。请说明理由并再次确认身份，打开后在限定时间内查看。');
  }
}

/** Not 401: the session is alive, and the page asks for the proof and repeats the request. */
export class ProofNeeded extends Refusal {
  constructor() {
    super(403, 'REAUTH_REQUIRED', '此操作需要再次确认身份，请输入密码或动态验证码后继续。');
  }
}

/** First the new password, or the second factor; then the rest. */
export class DutyFirst extends Refusal {
  constructor(duty: 'change-password' | 'enrol-second-factor') {
    const isPassword = duty === 'change-password';
    super(
      403, isPassword ? 'PASSWORD_CHANGE_REQUIRED' : 'SECOND_FACTOR_REQUIRED',
      isPassword ? '请先修改密码，然后继续使用。' : '您的角色必须使用二次验证，请先绑定身份验证器，然后继续使用。',
    );
  }
}

export class Forbidden extends Refusal {
  constructor(what: string) {
    super(403, 'FORBIDDEN', `您的账号没有“${what}”权限。如工作需要，请向系统管理员申请。`);
  }
}
