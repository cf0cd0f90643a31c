import { randomUUID } from "node:crypto";
import type { BusinessDate } from "#duty/grammar/time.ts";

export const benchSite = "bench-tower";
export const benchDate = "2026-11-21" as BusinessDate;

export interface BenchPost {
  readonly post: string;
  readonly person: string;
  readonly signInName: string;
}

/** What every caller sends: one line of ordinary length. */
export function line(post: string) {
  const text = "例行检查大堂与电梯厅，秩序正常，消防通道畅通，访客已登记。";
  const body = { post, date: benchDate, shift: "round", text, category: "routine" };
  return { id: randomUUID(), site: benchSite, body };
}
