import { applyDecorators, Delete, Get, HttpCode, Patch, Post, Put, SetMetadata, type Type } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { Permission } from './permissions.js';

export const ENDPOINT = Symbol('endpoint');
const VERBS = { GET: Get, POST: Post, PUT: Put, PATCH: Patch, DELETE: Delete };

/** What the access trail calls the act. `skip` needs a reason in the declaration. */
export type AuditClass = 'view' | 'search' | 'change' | 'export' | 'reveal' | 'sign-in' | 'operate' | 'skip';

export interface EndpointSpec {
  /** 'GET /' or 'PATCH /:id' */
  readonly route: `${keyof typeof VERBS} /${string}`;
  readonly summary: string;
  /** A permission of the catalogue, that any signed-in user may call it (`signed-in`), or why nobody has to be signed in. */
  readonly permission: Permission | { readonly anySignedIn: string } | { readonly open: string };
  readonly audit: Exclude<AuditClass, 'skip'> | { readonly skip: string };
  readonly returns: Type | 'file' | 'events' | 'nothing';
  /** A sensitive act: whoever asks has proved who he is within the last minutes, or is asked to do so now. */
  readonly fresh?: true;
  /** Answers even while the account has to change its password or enrol a second factor first. */
  readonly despiteDuty?: true;
}

/** The one decorator that makes a method reachable over HTTP. Nothing in it is optional but what asks for more. */
export function Endpoint(spec: EndpointSpec): MethodDecorator {
  const [verb, path] = spec.route.split(' ') as [keyof typeof VERBS, string];
  const isOpen = typeof spec.permission === 'object' && 'open' in spec.permission;
  return applyDecorators(
    VERBS[verb](path),
    HttpCode(spec.returns === 'nothing' ? 204 : 200),
    SetMetadata(ENDPOINT, spec),
    ApiOperation({ summary: spec.summary }),
    ApiExtension('x-permission', spec.permission),
    ApiExtension('x-audit', spec.audit),
    ...(spec.fresh ? [ApiExtension('x-fresh', true)] : []),
    ...(isOpen ? [] : [ApiBearerAuth()]),
    ...(typeof spec.returns === 'function' ? [ApiOkResponse({ type: spec.returns })] : []),
    ...(spec.returns === 'file'
      ? [ApiOkResponse({ content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } })]
      : []),
    ...(spec.returns === 'events' ? [ApiOkResponse({ content: { 'text/event-stream': { schema: { type: 'string' } } } })] : []),
  );
}
