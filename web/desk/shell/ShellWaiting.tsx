import { Waiting } from "../../ui/States.tsx";

export function ShellWaiting({ inside = false }: { inside?: boolean }) {
  return (
    <div className={inside ? "screen" : "screen alone"}>
      <div className="panel">
        <div className="inside">
          <Waiting rows={6} />
        </div>
      </div>
    </div>
  );
}
