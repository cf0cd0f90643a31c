import { type Instant, plusMinutes } from "#duty/grammar/time.ts";

/*
 * What people send in error: one field left out, or with something that does not exist, or a list that is empty or says one thing twice. What
 * its shape refuses is never sent.
 */

type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [key: string]: Json };

const nobody = "7a61b001-0000-4000-8000-0000000000ff";
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-/;
const wrongWords: Readonly<Record<string, string>> = {
  post: "nowhere",
  to: "nowhere",
  shift: "noon",
  item: "umbrella",
  hash: "0".repeat(64),
  regulation: "of-nowhere",
};

/** A body with one of its fields spoilt; which one and how, two numbers say. */
export function spoilt(body: object, field: number, how: number, now: Instant): object {
  const keys = Object.keys(body);
  const key = keys[field % Math.max(1, keys.length)];
  if (key === undefined) return body;
  const { [key]: value, ...others } = body as Readonly<Record<string, Json>>;
  const wrong = how % 3 === 0 ? undefined : wronged(key, value, how, now);
  return wrong === undefined ? others : { ...others, [key]: wrong };
}

function wronged(key: string, value: Json, how: number, now: Instant): Json {
  if (typeof value === "boolean") return !value;
  if (typeof value === "number") return value > 1_000_000 ? plusMinutes(now, -90) : value + 1;
  if (typeof value === "string") return uuid.test(value) ? nobody : wrongWords[key];
  if (Array.isArray(value)) return wrongList(key, value, how, now);
  if (value !== null && typeof value === "object") return spoilt(value, how >> 2, how >> 3, now) as Json;
  return undefined;
}

function wrongList(key: string, [first, ...rest]: readonly Json[], how: number, now: Instant): Json {
  if (first === undefined || how % 4 === 1) return [];
  if (how % 4 === 2) return [first, first, ...rest];
  return [wronged(key, first, how >> 1, now) ?? "umbrella", ...rest];
}
