import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { placeOfOwed } from "../ledger/place-of-owed.ts";

interface Props {
  readonly owed: Parameters<typeof placeOfOwed>[0];
  readonly post: string;
  readonly children: ReactNode;
}

/** Leads to where something is done: a screen of its own, or the desk of its post. */
export function PlaceOfDuty({ owed, post, children }: Props) {
  const place = placeOfOwed(owed) ?? { to: "/duty/$post" as const, params: { post } };
  return (
    <Link {...place} className="overview-place">
      {children}
    </Link>
  );
}
