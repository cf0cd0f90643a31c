import type { ReactNode } from "react";
import type { PersonHere } from "#server/account/account-answer.ts";
import { RefusalNote } from "../refusal/RefusalNote.tsx";
import { SignInHead } from "./SignIn.tsx";
import { WayBack } from "./WayBack.tsx";
import "./account.css";

/** Who acts works at no site that this desk sees: signing in once more would change nothing. */
export function NoSite({ person, calls }: { person: PersonHere; calls: ReactNode }) {
  return (
    <main className="door">
      <section className="door-card stack">
        <SignInHead />
        {calls}
        <h1>{person.name}</h1>
        <RefusalNote problem={{ code: "site.unknown" }} />
        <WayBack person={person} />
      </section>
    </main>
  );
}
