import type { FastifyRequest } from "fastify";
import type { PersonId, SiteId } from "#duty/grammar/entry.ts";
import { actingAt, type Desk, type DeskPerson, sitesOf, unlockedAt } from "#server/account/desk-session.ts";
import type { Context } from "#server/door/context.ts";
import type { ListeningDesk } from "#server/outbox/listening-desks.ts";
import type { Services } from "#server/start/services.ts";
import { ownHosts } from "./own-hosts.ts";
import { databaseAway, HttpProblem, nothingHere } from "./problem.ts";
import type { App } from "./routes.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** The desk that sent this, whether or not it is locked; undefined where nobody is signed in. */
    desk: Desk | undefined;
    /** What the cookie said, to look again after a change. */
    deskToken: string;
    /** Who acted at the desk when this came. What it asks for is done in their name or in nobody's, whoever acts when its turn has come. */
    sentBy: PersonId | undefined;
  }
  interface FastifyContextConfig {
    /**
     * `anyone`: no desk is needed. `locked`: somebody must be signed in, and the desk may be locked. Undefined: at least one person at the desk must not be
     * locked, nor may the one be whom header `zb-as` names.
     */
    readonly desk?: "anyone" | "locked";
    /** Its answer has no end by itself: it is none of the reads that take turns. */
    readonly lasts?: true;
  }
}

/** Under https the name itself forbids that another host of the domain plants the cookie. */
export function cookieName(secure: boolean): string {
  return secure ? "__Host-zhiban" : "zhiban";
}

export interface FindingDesks {
  readonly services: Services;
  readonly secure: boolean;
  readonly isThere: () => boolean;
  /** Names by which the house is reached, beside those of this machine. */
  readonly hosts: readonly string[];
}

/** Every request of the interface is asked from where it comes and who sits there, before its body is read. */
export function findDesks(app: App, { services, secure, isThere, hosts }: FindingDesks): void {
  const isOwnHost = ownHosts(hosts);
  app.decorateRequest("desk", undefined);
  app.decorateRequest("deskToken", "");
  app.decorateRequest("sentBy", undefined);
  app.addHook("onRequest", async (request) => {
    if (!isOfInterface(request)) return;
    refuseForeignOrigin(request);
    if (!HARMLESS.has(request.method) && !isOwnHost(request)) throw new HttpProblem(403, "request.unknown-host");
    if (!isThere()) throw databaseAway();
    request.deskToken = request.cookies[cookieName(secure)] ?? "";
    request.desk = await heldBy(services, request);
    request.sentBy = request.desk && actingAt(request.desk)?.person;
  });
}

/**
 * What needs a desk, or an open one, is refused without it: before the body is read, and once more when it has come, however long that took.
 * What waits for its turn after that is asked a third time (`stillActs`).
 */
export function guardDesks(app: App, services: Pick<Services, "desks">): void {
  app.addHook("onRequest", async (request) => {
    if (isOfInterface(request)) refuseWithoutDesk(request);
  });
  app.addHook("preValidation", async (request) => {
    if (!isOfInterface(request) || HARMLESS.has(request.method)) return;
    await lookAgain(services, request);
    refuseWithoutDesk(request);
  });
  // Whatever is sent beside commands changes who sits where; it is told only when it holds.
  app.addHook("onSend", (request, _reply, payload, done) => {
    const changes = isOfInterface(request) && !HARMLESS.has(request.method);
    if (changes && !request.routeOptions.url?.startsWith("/api/commands")) services.desks.forget();
    done(null, payload);
  });
}

/** By the route that answers, never by the address as it was written: there are many ways to write one. */
export function isOfInterface({ routeOptions }: FastifyRequest): boolean {
  return routeOptions.url?.startsWith("/api/") ?? false;
}

async function heldBy({ desks }: Pick<Services, "desks">, { deskToken }: FastifyRequest): Promise<Desk | undefined> {
  return deskToken === "" ? undefined : await desks.with(deskToken);
}

/**
 * Who comes to sit there or goes does so where the same cookie holds the desk as when they asked: of what came at once with one cookie, what
 * follows a renewal finds no desk. What was sent at an open desk belongs to it, whatever holds it now.
 */
async function lookAgain(services: Pick<Services, "desks">, request: FastifyRequest): Promise<void> {
  const { desk, deskToken, routeOptions } = request;
  const isAct = routeOptions.config.desk === undefined;
  if (desk && isAct) {
    request.desk = await services.desks.again(deskToken, desk);
    return;
  }
  const found = await heldBy(services, request);
  request.desk = found?.heldBy === desk?.heldBy ? found : undefined;
}

function refuseWithoutDesk(request: FastifyRequest): void {
  const { desk, routeOptions } = request;
  const { desk: needs } = routeOptions.config;
  if (needs === "anyone") return;
  if (!desk) throw notSignedIn();
  if (needs === "locked") return;
  requireSender(request, actingAt(desk));
  const as = namedIn(request);
  const named = desk.people.find(({ person }) => person === as);
  if (named) refuseLocked(named);
}

/**
 * Asks once more whether somebody acts here, when the turn of what they asked for has come.
 * @throws HttpProblem where they have gone, or must prove anew who they are
 */
export async function stillActs(
  services: Pick<Services, "desks">,
  request: FastifyRequest,
  person: PersonId,
): Promise<void> {
  await lookAgain(services, request);
  requiredPerson(request, person);
}

const HARMLESS = new Set(["GET", "HEAD", "OPTIONS"]);

/** Another site's page can make a browser send our cookie, but cannot hide where it comes from. */
function refuseForeignOrigin({ method, headers, host }: FastifyRequest): void {
  if (HARMLESS.has(method)) return;
  const from = headers["sec-fetch-site"];
  if (from !== undefined && from !== "same-origin" && from !== "none") throw foreign();
  const { origin } = headers;
  if (origin === undefined || origin === `http://${host}` || origin === `https://${host}`) return;
  if (!URL.canParse(origin) || new URL(origin).host !== host) throw foreign();
}

function foreign(): HttpProblem {
  return new HttpProblem(403, "request.foreign-origin");
}

export function deskOf(request: FastifyRequest): Desk {
  if (!request.desk) throw notSignedIn();
  return request.desk;
}

export function notSignedIn(): HttpProblem {
  return new HttpProblem(401, "account.not-signed-in");
}

export function scopeOf(desk: Desk): Context {
  return { org: desk.org, sites: sitesOf(desk) };
}

/** Everybody who sits at the desk hears what it sounds, whether or not they are locked. */
export function listeningAt(desk: Desk): ListeningDesk {
  const people = desk.people.map(({ person }) => person);
  return { org: desk.org, desk: desk.desk, people, sites: sitesOf(desk, desk.people) };
}

/**
 * Who of the desk acts, whether header `zb-as` names them or nobody: whoever else is named must prove first who they are.
 * @throws HttpProblem 423 where that is not who acted when this was sent
 */
export function actingPerson(request: FastifyRequest, named?: string): DeskPerson {
  const desk = deskOf(request);
  const as = named ?? namedIn(request);
  const acting = as === undefined ? actingAt(desk) : personAtDesk(desk, as);
  return requireSender(request, acting);
}

/** Whom header `zb-as` names; an id may be written with capitals too, and is the same one. */
function namedIn({ headers }: FastifyRequest): PersonId | undefined {
  const { "zb-as": named } = headers;
  return typeof named === "string" ? named.toLowerCase() : undefined;
}

/** Who acts now, as long as that is who acted when this was sent. @throws HttpProblem 423 where it is nobody, or another */
function requireSender({ sentBy }: FastifyRequest, acting: DeskPerson | undefined): DeskPerson {
  if (!acting || sentBy === undefined) throw new HttpProblem(423, "account.desk-locked");
  if (acting.person !== sentBy) throw personLocked(sentBy);
  return acting;
}

/** Who acts, once they have chosen a password and a PIN of their own: before that nothing they do could be theirs alone. */
export function requiredPerson(request: FastifyRequest, named?: string): DeskPerson {
  const person = actingPerson(request, named);
  if (person.mustChangePassword) throw new HttpProblem(403, "account.first-password");
  if (person.mustSetPin) throw new HttpProblem(403, "account.first-pin", { rules: ["ZB-02"] });
  return person;
}

/** @throws HttpProblem 403 where the person has not signed in here, 423 where they must prove anew who they are before anything is done in their name */
export function personAtDesk(desk: Desk, person: string): DeskPerson {
  return refuseLocked(signedInAt(desk, person));
}

/** Whether locked or not. @throws HttpProblem 403 where the person has not signed in here */
export function signedInAt(desk: Desk, person: string): DeskPerson {
  const there = desk.people.find((each) => each.person === person);
  if (!there) throw new HttpProblem(403, "account.not-at-this-desk");
  return there;
}

function refuseLocked(person: DeskPerson): DeskPerson {
  if (person.lockedAt !== undefined) throw personLocked(person.person);
  return person;
}

function personLocked(person: PersonId): HttpProblem {
  return new HttpProblem(423, "account.person-locked", { detail: { person } });
}

/**
 * The site that a request speaks of: the named one where somebody there works, or the desk's only one. What is recorded of people at the head office is
 * read with everything; what happens at its own posts is seen by those who work there alone.
 */
export function siteOf(desk: Desk, named: SiteId | undefined): SiteId {
  const sites = readableSites(desk);
  if (named !== undefined) {
    if (!sites.includes(named)) throw nothingHere("site.unknown");
    return named;
  }
  const [only, other] = [...new Set(actingAt(desk)?.sites)];
  if (!only || other) throw new HttpProblem(422, "shape.invalid", { field: "site" });
  return only;
}

/** Sites whose posts may be read from a desk: those where somebody works who sits there and is not locked. */
export function readableSites(desk: Desk): readonly SiteId[] {
  return [...new Set(unlockedAt(desk).flatMap(({ sites }) => sites))];
}

/** Who acts at a desk, or the desk where nobody does. Of two organisations on one server each chooses the ids of its people by itself. */
export function whoAsks(desk: Desk): string {
  return `${desk.org}/${actingAt(desk)?.person ?? desk.desk}`;
}
