import { useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Session } from "#server/account/account-answer.ts";
import { useSealedReading } from "../alone/use-sealed-reading.ts";
import { useDeskPlace } from "../door/acting.ts";
import { useLiveFeed } from "../door/live-feed.ts";
import { ClauseProvider } from "../notice/ClauseDrawer.tsx";
import { ShellFrame } from "./ShellFrame.tsx";

/** What stands around every screen: where one is, who is here, what time it is, what is still unsent. */
export function Shell({ session, children }: { session: Session; children: ReactNode }) {
  const { site, acting } = useDeskPlace();
  useLiveFeed(site, acting);
  useSealedReading();
  const { post } = useParams({ strict: false });
  const name = session.sites.find((each) => each.site === site)?.name ?? "";
  return (
    <ClauseProvider>
      <ShellFrame session={session} name={name} post={post}>
        {children}
      </ShellFrame>
    </ClauseProvider>
  );
}
