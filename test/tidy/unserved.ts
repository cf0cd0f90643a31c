import { join } from "node:path";
import type { NounValue } from "#duty/wiring/noun.ts";
import type { View } from "#server/door/view.ts";
import { buildApp } from "#server/http/app.ts";
import type { Routes } from "#server/http/routes.ts";
import type { ServedNoun } from "#server/http/served-noun.ts";
import type { Services } from "#server/start/services.ts";
import { isTest, ROOT, type Tree } from "./tree.ts";

/** What the rooms of the server hold that people could ask or read. */
export interface InRooms {
  /** Exported as `…Routes`, with the file. */
  readonly routes: readonly (readonly [path: string, name: string, routes: unknown])[];
  readonly views: readonly (readonly [path: string, view: View])[];
}

/** What the product serves. */
export interface Served {
  readonly nouns: readonly ServedNoun[];
  readonly routes: readonly Routes[];
  readonly views: readonly View[];
  /** Operations of all routes by which something is shown. */
  readonly shown: readonly string[];
}

/** Routes that need more than the house: whoever fits it out adds them. */
export const fittedElsewhere: Readonly<Record<string, string>> = {
  feedRoutes: "made of a feed, by those who open one",
  healthRoutes: "asks whether the product is ready; the application brings it",
  sessionRoutes: "wants to know whether one comes by https; the application brings it",
};

/** What a noun says that a screen asks, though no operation begins so. */
export const askedOtherwise: Readonly<Record<string, string>> = {
  notice: "screens ask regulation.show, which site serves with the texts",
  redaction: "no screen shows yet what was erased",
};

/** The routes and views that stand in the rooms of the server, whether or not anybody lists them. */
export async function inRooms(tree: Tree): Promise<InRooms> {
  const exported = async (pattern: RegExp): Promise<(readonly [string, string, unknown])[]> => {
    const paths = [...tree.keys()].filter((path) => pattern.test(path) && !isTest(path));
    const modules = await Promise.all(
      paths.map(async (path) => [path, (await import(join(ROOT, path))) as Record<string, unknown>] as const),
    );
    return modules.flatMap(([path, module]) =>
      Object.entries(module).map(([name, value]) => [path, name, value] as const),
    );
  };
  const routes = await exported(/^server\/[a-z]+\/[a-z-]+-routes\.ts$/);
  const views = await exported(/^server\/[a-z]+\/[a-z-]+-view\.ts$/);
  return {
    routes: routes.filter(([, name]) => name.endsWith("Routes")),
    views: views.flatMap(([path, , value]) => (isView(value) ? [[path, value] as const] : [])),
  };
}

function isView(value: unknown): value is View {
  return typeof value === "object" && value !== null && "table" in value && "apply" in value;
}

/** Ids of the operations by which something is shown, of these routes and of the application itself. */
export async function shownWith(routes: readonly Routes[]): Promise<string[]> {
  // Nothing is asked of the services: only how the routes describe themselves.
  const app = await buildApp({ services: {} as Services, readiness: { missing: async () => [] }, routes });
  await app.ready();
  const { paths } = app.swagger() as { paths: Readonly<Record<string, Readonly<Record<string, unknown>>>> };
  await app.close();
  return Object.values(paths).flatMap(({ get }) => (get as { operationId?: string } | undefined)?.operationId ?? []);
}

/**
 * What the server lacks of what its rooms hold and of what the nouns say of it: routes that nobody serves, a table that nobody derives, a
 * question of a screen without an answer.
 */
export function unserved(served: Served, rooms: InRooms, nouns: readonly NounValue[]): string[] {
  const roomOf = (path: string) => path.split("/")[1];
  const valueIn = (path: string) => served.nouns.find(({ noun }) => noun === roomOf(path));
  const isNoun = (name: string | undefined) => nouns.some((each) => each.name === name);
  return [
    ...served.nouns.filter(({ noun }) => !isNoun(noun)).map(({ noun }) => `${noun} is served and is no noun`),
    ...rooms.routes.flatMap(([path, name, routes]) => {
      if (Object.hasOwn(fittedElsewhere, name)) return [];
      const own = isNoun(roomOf(path)) ? (valueIn(path)?.routes ?? []) : served.routes;
      return [own, served.routes].every((list) => list.includes(routes as Routes)) ? [] : [`${path}: not served`];
    }),
    ...rooms.views.flatMap(([path, view]) => {
      const isKept = [valueIn(path)?.views ?? [], served.views].every((list) => list.includes(view));
      return isKept ? [] : [`${path}: ${view.table} is not kept up to date`];
    }),
    ...served.views.flatMap(({ table, nouns: followed }) =>
      followed.filter((each) => !isNoun(each)).map((each) => `${table} follows ${each}, which is no noun`),
    ),
    ...nouns.flatMap(({ name, shownBy }) =>
      shownBy
        .filter((asked) => !Object.hasOwn(askedOtherwise, asked))
        .filter((asked) => !served.shown.some((id) => id.startsWith(`${asked}.`)))
        .map((asked) => `${name} is shown by ${asked}, which nobody serves`),
    ),
  ];
}
