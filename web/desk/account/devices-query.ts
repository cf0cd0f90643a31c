import { queryOptions } from "@tanstack/react-query";
import type { DevicesView } from "#server/account/account-answer.ts";
import { ask } from "../door/ask.ts";

/** The devices of a site; asked again with the session, since enrolling and withdrawing change both. */
export const devicesQuery = (site: string) =>
  queryOptions({
    queryKey: ["session", "devices", site],
    queryFn: ({ signal }) => ask<DevicesView>("/api/devices", { query: { site }, signal }),
  });
