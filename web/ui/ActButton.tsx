import { InfoCircleOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { type ReactNode, useId } from "react";

interface Props {
  readonly onAct: () => void;
  readonly children: ReactNode;
  /** Why it may not be pressed, as sentences; shown under the button and read with it. */
  readonly why?: readonly ReactNode[];
  /** The id of what says why it may not be pressed, where that is said once for several buttons. */
  readonly toldBy?: string | undefined;
  readonly main?: boolean;
  readonly large?: boolean;
  readonly busy?: boolean;
  readonly block?: boolean;
  readonly icon?: ReactNode;
  readonly danger?: boolean;
}

/** A button that, where it may not be pressed, stays reachable by keyboard and says why. */
export function ActButton({ onAct, children, why = [], toldBy, main, large, busy, block, icon, danger }: Props) {
  const reasons = useId();
  const blocked = why.length > 0 || toldBy !== undefined;
  const told = [why.length > 0 ? reasons : "", toldBy ?? ""].filter(Boolean).join(" ");
  return (
    <div className="act">
      <Button
        type={main ? "primary" : "default"}
        size={large ? "large" : "middle"}
        block={block ?? false}
        loading={busy ?? false}
        danger={danger ?? false}
        icon={icon}
        aria-disabled={blocked || undefined}
        aria-describedby={blocked ? told : undefined}
        onClick={() => {
          if (!blocked && !busy) onAct();
        }}
      >
        {children}
      </Button>
      {why.length > 0 && (
        <div id={reasons}>
          {why.map((reason, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: sentences without identity, never reordered.
            <p className="why" key={index}>
              <InfoCircleOutlined aria-hidden="true" />
              <span>{reason}</span>
            </p>
          ))}
        </div>
      )}
    </div>
  );
}
