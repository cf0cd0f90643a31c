import type { FastifyReply } from "fastify";
import { dayMinutes, minute } from "#duty/grammar/time.ts";
import { cookieName } from "#server/http/at-desk.ts";

export interface SignInOptions {
  /** Behind https: the cookie gets a name and a mark that forbid anything else. */
  readonly secure: boolean;
}

/** Seconds, as long as a browser keeps any cookie (RFC 6265bis): the browser is known when it is opened again. Each new one begins it anew. */
const COOKIE_KEPT = (400 * dayMinutes * minute) / 1000;

/** The browser shows this token from now on. */
export function keepCookie(reply: FastifyReply, { secure }: SignInOptions, token: string): void {
  const kept = { path: "/", httpOnly: true, sameSite: "lax", secure, maxAge: COOKIE_KEPT } as const;
  reply.setCookie(cookieName(secure), token, kept);
}
