import { download, safeFileName } from "../shared/download";
import { CanvasPainter, contextOf } from "./paint/canvas";
import { palette } from "./paint/palette";
import type { Painter } from "./paint/painter";
import { SvgPainter } from "./paint/svg";
import type { Plot } from "./plot/plot";

export type FileKind = "png" | "svg" | "csv";

/** PNG has two pixels for each CSS pixel. */
const RATIO = 2;

/** Save what a tile shows, as large as it is on the screen. */
export function saveView(
  kind: FileKind,
  plot: Plot,
  name: string,
  size: { width: number; height: number },
): void {
  const file = safeFileName(name, kind);
  if (kind === "csv") {
    download(new Blob([plot.csv()], { type: "text/csv;charset=utf-8" }), file);
  } else if (kind === "svg") {
    const painter = new SvgPainter(size.width, size.height);
    paint(plot, painter);
    download(new Blob([painter.document(name)], { type: "image/svg+xml" }), file);
  } else {
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(size.width * RATIO);
    canvas.height = Math.round(size.height * RATIO);
    const g = contextOf(canvas);
    if (!g) return;
    paint(plot, new CanvasPainter(g, size.width, size.height, RATIO));
    canvas.toBlob((blob) => {
      if (blob) download(blob, file);
    }, "image/png");
  }
}

function paint(plot: Plot, painter: Painter): void {
  painter.rect(0, 0, painter.width, painter.height, palette().color("surface"));
  plot.draw(painter);
}
