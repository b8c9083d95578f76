import { Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { RecordId } from '../../platform/http/record-id.dto.js';
import { OnlineSessions, OwnSessions } from './session.dto.js';
import { SessionsQueries } from './sessions.queries.js';

const OWN = { anySignedIn: 'His own sessions' } as const;

@ApiTags('auth')
@Controller()
export class SessionsController {
  constructor(private readonly sessions: SessionsQueries) {}

  @Endpoint({ route: 'GET /me/sessions', summary: '我的会话', permission: OWN, audit: { skip: 'His own sessions' }, returns: OwnSessions })
  async own(@CurrentCaller() caller: Caller): Promise<OwnSessions> {
    return { items: await this.sessions.own(caller) };
  }

  @Endpoint({ route: 'POST /me/sessions/end-others', summary: '下线我的其他会话', permission: OWN, audit: 'change', returns: 'nothing' })
  endOthers(@CurrentCaller() caller: Caller): Promise<void> {
    return this.sessions.endOthers(caller);
  }

  @Endpoint({ route: 'DELETE /me/sessions/:id', summary: '下线我的一个会话', permission: OWN, audit: 'change', returns: 'nothing' })
  endOwn(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<void> {
    return this.sessions.end(caller, id, { own: true });
  }

  @Endpoint({ route: 'GET /sessions', summary: '在线会话', permission: 'session:read', audit: 'search', returns: OnlineSessions })
  async online(@CurrentCaller() caller: Caller): Promise<OnlineSessions> {
    return { items: await this.sessions.online(caller) };
  }

  @Endpoint({ route: 'DELETE /sessions/:id', summary: '强制下线', permission: 'session:end', audit: 'operate', returns: 'nothing' })
  kick(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<void> {
    return this.sessions.end(caller, id, { own: false });
  }
}
