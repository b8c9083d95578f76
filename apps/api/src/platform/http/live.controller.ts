import type { ServerResponse } from 'node:http';
import { Controller, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../access/caller.js';
import { CurrentCaller } from '../access/current-caller.js';
import { Endpoint } from '../access/endpoint.js';
import { LiveEvents } from './live-events.js';

interface RawReply {
  readonly raw: ServerResponse;
  hijack(): void;
}

const HEARTBEAT_MS = 20_000;

@ApiTags('live')
@Controller('live')
export class LiveController {
  constructor(private readonly live: LiveEvents) {}

  @Endpoint({
    route: 'GET /', summary: '实时变更通知（Server-Sent Events）', permission: { anySignedIn: 'Carries ids of visible people only' },
    audit: { skip: 'What a page then reads is recorded there' }, returns: 'events',
  })
  stream(@CurrentCaller() caller: Caller, @Res() reply: RawReply): void {
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    raw.write(': connected\n\n');
    const leave = this.live.subscribe(
      caller,
      (events) => raw.write(events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('')),
      () => raw.end(),
    );
    const heartbeat = setInterval(() => raw.write(': still here\n\n'), HEARTBEAT_MS);
    raw.on('close', () => {
      clearInterval(heartbeat);
      leave();
    });
  }
}
