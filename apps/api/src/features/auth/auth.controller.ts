import { Body, Controller, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { PlatformRequest } from '../../platform/access/access.guard.js';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { SignInNeeded } from '../../platform/http/refusal.js';
import { AccessTokenAnswer, Credentials, Proof, SecondFactorProof, SignInAnswer } from './auth.dto.js';
import { type CookieReply, RefreshCookie } from './refresh-cookie.js';
import { SessionService } from './session.service.js';
import { SignInService } from './sign-in.service.js';

const OPEN = { open: 'Nobody is signed in yet' } as const;

@ApiTags('auth')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly signIn: SignInService,
    private readonly sessions: SessionService,
    private readonly cookie: RefreshCookie,
  ) {}

  @Endpoint({ route: 'POST /login', summary: '登录', permission: OPEN, audit: 'sign-in', returns: SignInAnswer })
  async login(
    @Body() { username, password }: Credentials,
    @Req() request: PlatformRequest,
    @Res({ passthrough: true }) reply: CookieReply,
  ): Promise<SignInAnswer> {
    const result = await this.signIn.signIn(username, password, request.context!);
    if ('challenge' in result) return { secondFactor: { challenge: result.challenge } };
    this.cookie.set(reply, result.session.refreshToken);
    return { accessToken: result.session.accessToken };
  }

  @Endpoint({ route: 'POST /login/second-factor', summary: '登录第二步：动态验证码', permission: OPEN, audit: 'sign-in', returns: AccessTokenAnswer })
  async secondFactor(
    @Body() { challenge, code }: SecondFactorProof,
    @Req() request: PlatformRequest,
    @Res({ passthrough: true }) reply: CookieReply,
  ): Promise<AccessTokenAnswer> {
    const session = await this.signIn.proveSecondFactor(challenge, code, request.context!);
    this.cookie.set(reply, session.refreshToken);
    return { accessToken: session.accessToken };
  }

  @Endpoint({
    route: 'POST /refresh', summary: '续期登录', permission: { open: 'The refresh cookie is the proof' },
    audit: { skip: 'Renews a session that is already on record' }, returns: AccessTokenAnswer,
  })
  async refresh(@Req() request: PlatformRequest, @Res({ passthrough: true }) reply: CookieReply): Promise<AccessTokenAnswer> {
    const token = this.cookie.read(request);
    const session = token ? await this.sessions.renew(token) : null;
    // The cookie stays: of two windows that renew at once one comes late, and must not take the other's new cookie away.
    if (!session) throw new SignInNeeded();
    this.cookie.set(reply, session.refreshToken);
    return { accessToken: session.accessToken };
  }

  @Endpoint({ route: 'POST /reauthenticate', summary: '再次确认身份', permission: { anySignedIn: 'For oneself' }, audit: 'sign-in', returns: 'nothing', despiteDuty: true })
  reauthenticate(@CurrentCaller() caller: Caller, @Body() proof: Proof): Promise<void> {
    return this.signIn.proveAgain(caller, proof);
  }

  @Endpoint({ route: 'POST /logout', summary: '退出登录', permission: { anySignedIn: 'Everybody may leave' }, audit: 'sign-in', returns: 'nothing', despiteDuty: true })
  async logout(@CurrentCaller() caller: Caller, @Res({ passthrough: true }) reply: CookieReply): Promise<void> {
    await this.sessions.end(caller.sessionId, 'signed out');
    this.cookie.clear(reply);
  }
}
