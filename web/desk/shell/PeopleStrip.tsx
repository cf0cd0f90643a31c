import { LockOutlined, PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PersonHere, Session } from "#server/account/account-answer.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { useNarrow } from "../../ui/narrow.ts";
import { SignInForm } from "../account/SignInForm.tsx";
import { UnlockPad } from "../account/UnlockPad.tsx";
import { chooseActing, useDeskPlace } from "../door/acting.ts";
import "./people.css";

interface Props {
  readonly session: Session;
  readonly lock: () => void;
  readonly locking: boolean;
  /** Opens what a phone has behind the face of who acts. */
  readonly onMore: () => void;
}

/** Who acts at this desk, and the lock; where there is room everybody else who has signed in here as well. */
export function PeopleStrip({ session, lock, locking, onMore }: Props) {
  const { t } = useTranslation();
  const { acting } = useDeskPlace();
  const isNarrow = useNarrow();
  return (
    <section className="people" aria-label={t("account:people.label")}>
      <span className="lead soft small">{t("account:people.acting")}</span>
      {isNarrow ? <Face person={acting} acting opens onChoose={onMore} /> : <Faces session={session} />}
      <div className="row end">
        <Button type="text" icon={<LockOutlined aria-hidden="true" />} loading={locking} onClick={lock}>
          <span className="wide-only">{t("account:lock.now")}</span>
          <span className="for-readers narrow-only">{t("account:lock.now")}</span>
        </Button>
      </div>
    </section>
  );
}

/** Everybody who has signed in at this desk. Pressing a name says: what is done next, this person does; who is locked shows first that it is them. */
export function Faces({ session, onChosen }: { session: Session; onChosen?: () => void }) {
  const { t } = useTranslation();
  const { acting } = useDeskPlace();
  const [adding, setAdding] = useState(false);
  const [proving, setProving] = useState<PersonHere>();
  const choose = (person: string) => {
    chooseActing(person);
    onChosen?.();
  };
  return (
    <>
      <div className="faces">
        {session.people.map((person) => (
          <Face
            key={person.person}
            person={person}
            acting={person.person === acting.person}
            opens={person.locked}
            onChoose={() => (person.locked ? setProving(person) : choose(person.person))}
          />
        ))}
        <button type="button" className="face add" onClick={() => setAdding(true)}>
          <PlusOutlined aria-hidden="true" />
          {t("account:people.add")}
        </button>
      </div>
      <Dialog open={adding} title={t("account:people.addTitle")} onClose={() => setAdding(false)}>
        <SignInForm
          onDone={(person) => {
            setAdding(false);
            if (person) choose(person.person);
          }}
        />
      </Dialog>
      {proving && <Proving person={proving} onOpen={choose} onClose={() => setProving(undefined)} />}
    </>
  );
}

/** Who has been locked since they were here last acts again only after showing who they are: by PIN, or by password where there is none. */
function Proving({
  person,
  onOpen,
  onClose,
}: {
  person: PersonHere;
  onOpen: (person: string) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const done = (who: string) => {
    onClose();
    onOpen(who);
  };
  return (
    <Dialog open title={t("account:people.prove", { name: person.name })} onClose={onClose}>
      {person.mustSetPin ? (
        <SignInForm onDone={(signedIn) => signedIn && done(signedIn.person)} />
      ) : (
        <UnlockPad person={person} onOpen={() => done(person.person)} />
      )}
    </Dialog>
  );
}

interface FaceProps {
  readonly person: PersonHere;
  readonly acting: boolean;
  /** Whether a window opens. */
  readonly opens: boolean;
  readonly onChoose: () => void;
}

function Face({ person, acting, opens, onChoose }: FaceProps) {
  const { t } = useTranslation();
  const whatFor = person.locked ? "account:people.prove" : "account:people.choose";
  return (
    <button
      type="button"
      className="face"
      aria-pressed={acting}
      aria-haspopup={opens ? "dialog" : undefined}
      title={acting ? undefined : t(whatFor, { name: person.name })}
      onClick={onChoose}
    >
      <span className="initial" aria-hidden="true">
        {person.locked ? <LockOutlined /> : person.name.slice(0, 1)}
      </span>
      <span className="name">{person.name}</span>
    </button>
  );
}
