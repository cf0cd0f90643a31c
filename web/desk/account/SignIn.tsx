import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { PersonHere, Session } from "#server/account/account-answer.ts";
import { isLanguageChosen, speak } from "../../languages/language.ts";
import { Mark, Wordmark } from "../../ui/Wordmark.tsx";
import { chooseActing } from "../door/acting.ts";
import { useSession } from "../door/session-query.ts";
import { RefusalNote } from "../refusal/RefusalNote.tsx";
import { SiteClock } from "../site/SiteClock.tsx";
import { AppearanceChoices } from "./AppearanceChoices.tsx";
import { SignInForm } from "./SignInForm.tsx";
import "./account.css";

interface SignInProps {
  readonly session: Session;
  /** Somebody acted in this tab who did not leave: they are told that it has ended, and that their words are still here. */
  readonly ended?: boolean;
}

/** The door of the desk. */
export function SignIn({ session, ended = false }: SignInProps) {
  const { t } = useTranslation();
  const site = session.sites[0]?.name ?? session.organisation?.name;
  return (
    <main className="door">
      <section className="door-card stack" aria-labelledby="door-title">
        <SignInHead />
        <h1 id="door-title">{site ?? t("account:signIn.title")}</h1>
        {ended && <RefusalNote problem={{ code: "account.not-signed-in" }} />}
        <p className="soft">{t("account:signIn.note")}</p>
        <SignInForm onDone={(person) => person && welcome(person)} />
        {session.demonstration && <p className="hint">{t("account:signIn.demonstration")}</p>}
        <p className="small">
          <Link to="/forgotten-pin">{t("account:forgotten.title")}</Link>
        </p>
      </section>
      <details className="door-more">
        <summary>{t("ui:settings.title")}</summary>
        <AppearanceChoices />
      </details>
    </main>
  );
}

function welcome({ person, language }: PersonHere): void {
  chooseActing(person);
  if (!isLanguageChosen()) void speak(language, { remember: false });
}

export function SignInHead() {
  const { t } = useTranslation();
  const { people } = useSession();
  return (
    <div className="row spread">
      <span className="brand">
        <Mark size={30} />
        <Wordmark height={24} label={t("ui:product")} />
      </span>
      {people.length === 0 && <SiteClock />}
    </div>
  );
}
