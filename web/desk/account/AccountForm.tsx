import { Button } from "antd";
import { type RefObject, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { KnownProblem } from "../../queue/heard.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { PinPad } from "../../ui/PinPad.tsx";
import { useReached } from "../door/reach.ts";
import { RefusalNote } from "../refusal/RefusalNote.tsx";
import { accountInputs } from "./AccountInputs.tsx";
import { AwayNote } from "./AwayNote.tsx";
import {
  type AccountAct,
  type AccountAnswer,
  type AccountFormName,
  type AskedInput,
  accountForms,
} from "./account-acts.ts";
import { type Sent, useAccountAct } from "./use-account-act.ts";
import "./account.css";

/** Whose PIN it is. */
interface Owner {
  readonly person: string;
  readonly name: string;
}

type AsksOf<A extends AccountFormName> = (typeof accountForms)[A]["asks"];

/** A form that asks for the own PIN ends with its pad, and must say whose; every other one ends with a button. */
type Ending<A extends AccountFormName> = "own-pin" extends AsksOf<A>[keyof AsksOf<A>]
  ? { readonly signer: Owner; readonly go?: undefined }
  : { readonly signer?: undefined; readonly go: string };

interface Filling<A extends AccountFormName> {
  readonly act: A;
  readonly given: Readonly<Record<(typeof accountForms)[A]["knows"][number], string>>;
  /** Fields that were typed a moment ago: asked again only where the server refuses them. */
  readonly filled?: Sent;
  readonly onDone: (answer: AccountAnswer<A>, sent: Sent) => void;
}

/** An act on an account: an input for every field that `accountForms` lists for it, and what is refused is marked where it was typed. */
export function AccountForm<A extends AccountFormName>(props: Filling<A> & Ending<A>) {
  const { signer, go }: { readonly signer?: Owner | undefined; readonly go?: string | undefined } = props;
  const { shown, typed, type, send, busy, problem, refuse } = useFilling(props);
  const isReached = useReached();
  // What is chosen anew must be known to be kept: a form that nobody hears would leave its author without any.
  const isAway = !isReached && shown.some(([, asked]) => asked === "new-pin" || asked === "new-password");
  const place = useRef<HTMLDivElement>(null);
  useFocusOnRefused(place, problem);
  return (
    <div className="stack" ref={place}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (!signer && !isAway) void send({});
        }}
      >
        {shown.map(([field, asked]) => {
          const Input = accountInputs[asked];
          return (
            <div key={field} data-field={field}>
              <Input
                value={typed[field]?.value ?? ""}
                wrong={problem?.field === field}
                busy={busy}
                onChange={(value, fault) => type(field, { value, fault })}
                onFault={(code) => refuse({ code, field })}
              />
            </div>
          );
        })}
        {!signer && problem && <RefusalNote problem={problem} />}
        {!signer && isAway && (
          <ActButton main block why={[<AwayNote key="away" />]} onAct={() => undefined}>
            {go}
          </ActButton>
        )}
        {!signer && !isAway && (
          <Button type="primary" size="large" htmlType="submit" loading={busy} block>
            {go}
          </Button>
        )}
      </form>
      {signer && <OwnPin owner={signer} busy={busy} problem={problem} calm onWhole={(pin) => void send({ pin })} />}
    </div>
  );
}

interface Typed {
  readonly value: string;
  readonly fault?: string | undefined;
}

type Field = readonly [string, Exclude<AskedInput, "own-pin">];

const nothing: Sent = {};

function useFilling<A extends AccountFormName>({ act, given, filled = nothing, onDone }: Filling<A>) {
  const { asks }: AccountAct = accountForms[act];
  const [typed, setTyped] = useState<Readonly<Record<string, Typed>>>({});
  const [doubted, setDoubted] = useState<readonly string[]>([]);
  const { tell, refuse, forget, busy, problem } = useAccountAct<A>(accountForms[act]);
  const shown = Object.entries(asks)
    .filter((each): each is [string, Field[1]] => each[1] !== "own-pin")
    .filter(([field]) => filled[field] === undefined || doubted.includes(field));
  const put = (field: string, next: Typed) => setTyped((all) => ({ ...all, [field]: next }));
  const type = (field: string, next: Typed) => {
    forget(field);
    put(field, next);
  };
  const send = async (proof: Sent): Promise<void> => {
    const [wanting] = shown.filter(([field]) => !typed[field]?.value.trim() || typed[field].fault);
    if (wanting) {
      const [field, asked] = wanting;
      const missing = asked === "new-pin" ? "account.pin-once" : "shape.invalid";
      return refuse({ code: typed[field]?.fault ?? missing, field });
    }
    const sent = { ...given, ...filled, ...valuesOf(shown, typed), ...proof };
    const heard = await tell(sent);
    if (!heard.problem) {
      setTyped({});
      return onDone(heard.answer, sent);
    }
    const { field = "" } = heard.problem;
    setDoubted((all) => [...all, field]);
    if (isSecret(asks[field])) put(field, { value: "" });
  };
  return { shown, typed, type, send, busy, problem, refuse };
}

function valuesOf(shown: readonly Field[], typed: Readonly<Record<string, Typed>>): Sent {
  return Object.fromEntries(
    shown.map(([field, asked]) => {
      const value = typed[field]?.value ?? "";
      return [field, asked === "account" || asked === "reason" ? value.trim() : value];
    }),
  );
}

/** A secret that was refused is typed anew: nobody can see what was wrong with it. A new password stays, as its second half does. */
function isSecret(asked: AskedInput | undefined): boolean {
  return asked === "password" || asked === "present-password" || asked === "new-pin";
}

function useFocusOnRefused(place: RefObject<HTMLElement | null>, problem: KnownProblem | undefined): void {
  useEffect(() => {
    if (!problem?.field) return;
    place.current?.querySelector<HTMLElement>(`[data-field="${problem.field}"] :is(input, select, textarea)`)?.focus();
  }, [place, problem]);
}

interface OwnPinProps {
  readonly owner: Owner;
  readonly busy: boolean;
  /** Why the last one was not taken. */
  readonly problem: KnownProblem | undefined;
  readonly calm?: boolean;
  readonly onWhole: (pin: string) => void;
}

/** Asks somebody for their own PIN. Whoever has forgotten it, or has none any more, sets a new one here with the password, and comes back. */
export function OwnPin({ owner, busy, problem, calm = false, onWhole }: OwnPinProps) {
  const { t } = useTranslation();
  const isReached = useReached();
  const [choosing, setChoosing] = useState(false);
  const [renewed, setRenewed] = useState(false);
  const [settled, settle] = useState<KnownProblem>();
  const open = problem === settled ? undefined : problem;
  const back = () => {
    setChoosing(false);
    settle(problem);
  };
  if (choosing || open?.code === "account.first-pin")
    return (
      <div className="stack">
        <h2>{t("account:forgotten.title")}</h2>
        <p className="soft">{t("account:forgotten.note")}</p>
        <AccountForm
          act="choosePin"
          given={{ person: owner.person }}
          go={t("account:forgotten.set")}
          onDone={() => {
            setRenewed(true);
            back();
          }}
        />
        <button type="button" className="plain-button link" onClick={back}>
          {t("account:pin.back")}
        </button>
      </div>
    );
  return (
    <div className="stack">
      {open && <RefusalNote problem={open} />}
      {renewed && !open && (
        <p className="hint" role="status">
          {t("account:forgotten.done")}
        </p>
      )}
      {/* A PIN typed at once must not stand in clear text in a field before it. */}
      <div data-field="pin" data-first={calm ? undefined : true}>
        <PinPad
          label={t("account:pin.of", { name: owner.name })}
          busy={busy}
          wrong={open?.field === "pin"}
          calm={calm}
          onWhole={onWhole}
        />
      </div>
      {isReached ? (
        <button type="button" className="plain-button link" onClick={() => setChoosing(true)}>
          {t("account:pin.forgot")}
        </button>
      ) : (
        <p className="small soft">
          <AwayNote />
        </p>
      )}
    </div>
  );
}
