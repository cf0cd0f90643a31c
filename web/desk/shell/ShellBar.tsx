import { type ReactNode, useState } from "react";
import type { Session } from "#server/account/account-answer.ts";
import { useNarrow } from "../../ui/narrow.ts";
import { SiteClock } from "../site/SiteClock.tsx";
import { Brand } from "./Brand.tsx";
import { MoreSheet } from "./MoreSheet.tsx";
import { PeopleStrip } from "./PeopleStrip.tsx";
import { PostNav } from "./PostNav.tsx";
import { Settings } from "./Settings.tsx";

interface Props {
  readonly session: Session;
  readonly name: string;
  readonly post: string | undefined;
  readonly bell: ReactNode;
  readonly lock: () => void;
  readonly locking: boolean;
}

/** Where one is, who acts, and what time it is; on a phone what it has no room for stands behind the last tab. */
export function ShellBar({ session, name, post, bell, lock, locking }: Props) {
  const isNarrow = useNarrow();
  const [isMore, setMore] = useState(false);
  return (
    <>
      <header className="bar">
        <Brand />
        <span className="site-name">{name}</span>
        <PostNav post={post} onMore={() => setMore(true)} />
        <PeopleStrip session={session} lock={lock} locking={locking} onMore={() => setMore(true)} />
        <SiteClock />
        {bell}
        {!isNarrow && <Settings />}
      </header>
      <MoreSheet session={session} post={post} open={isMore && isNarrow} onClose={() => setMore(false)} />
    </>
  );
}
