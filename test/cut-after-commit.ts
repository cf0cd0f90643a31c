import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** Connections that end, once `cut` has been called, in the moment in which the next commit would be heard of. */
export function cutAfterCommit(): { open: (options: { path: string }) => Promise<Socket>; cut: () => void } {
  let cutting = false;
  const open = async ({ path }: { path: string }) => {
    const socket = connect(path);
    await once(socket, "connect");
    const tell = socket.emit.bind(socket);
    socket.emit = (event: string, ...rest: unknown[]) => {
      const [heard] = rest;
      if (event !== "data" || !cutting || !(heard as Buffer).includes("COMMIT\0")) return tell(event, ...rest);
      cutting = false;
      socket.destroy();
      return true;
    };
    return socket;
  };
  return {
    open,
    cut: () => {
      cutting = true;
    },
  };
}
