import type { Context } from "#server/door/context.ts";
import { HttpProblem } from "#server/http/problem.ts";
import type { Services } from "#server/start/services.ts";
import { mentionsOf } from "#server/verify/read-envelope.ts";
import { keptNames } from "./photo-store.ts";

/**
 * The body of a command with each photo under the hash by which the site keeps it: the journal names nothing else. The name under which it was sent
 * always stands for the same, so that a command that comes twice has the same body.
 * @throws HttpProblem where it names a photo that the site never had: it would stand in the journal and show nothing
 */
export async function withKeptPhotos<Sent extends { readonly site: string; readonly body: unknown }>(
  services: Pick<Services, "reading">,
  context: Context,
  sent: Sent,
): Promise<Sent> {
  const { photos } = mentionsOf(sent.body);
  if (photos.length === 0) return sent;
  const place = { org: context.org, site: sent.site };
  const kept = await services.reading(context, (sql) => keptNames(sql, { ...place, names: photos }));
  if (photos.some((photo) => !kept.has(photo))) throw new HttpProblem(422, "photo.unknown", { field: "photos" });
  return { ...sent, body: renamed(sent.body, kept) };
}

/** A photo is named where `mentionsOf` finds it. The same one under two names is named once in a list. */
export function renamed(value: unknown, kept: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((each) => renamed(each, kept));
  if (typeof value !== "object" || value === null) return value;
  const named = (each: unknown) => (typeof each === "string" ? (kept.get(each) ?? each) : renamed(each, kept));
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => {
      if (key === "photo") return [key, named(each)];
      const isList = key === "photos" && Array.isArray(each);
      return [key, isList ? [...new Set(each.map(named))] : renamed(each, kept)];
    }),
  );
}
