import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

interface Props {
  readonly stream: { readonly noun: string; readonly id: string };
  readonly post: string;
  readonly children: ReactNode;
}

/** Leads to where something is done: a hand-over on its own screen, all else at the desk of its post. */
export function PlaceOfDuty({ stream, post, children }: Props) {
  const [of, date, shift] = stream.id.split("/");
  if (stream.noun === "handover" && of && date && shift)
    return (
      <Link to="/handover/$post/$date/$shift" params={{ post: of, date, shift }} className="overview-place">
        {children}
      </Link>
    );
  return (
    <Link to="/duty/$post" params={{ post }} className="overview-place">
      {children}
    </Link>
  );
}
