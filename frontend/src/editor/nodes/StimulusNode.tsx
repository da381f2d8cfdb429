import type { NodeProps } from "@xyflow/react";
import { memo } from "react";
import { wave } from "../../look/icons";
import type { CircuitNode } from "../scene";
import { Handles } from "./Handles";
import { Badges, Caption } from "./Label";

/** An input from outside: a rounded square with its own waveform. */
export const StimulusNode = memo(function StimulusNode({ data, selected }: NodeProps<CircuitNode>) {
  const { record, shape, badges, labelAbove, detail } = data;
  const { id } = record;

  return (
    <div className="node stimulus" data-node-id={id}>
      <svg width={48} height={48} viewBox="-24 -24 48 48" aria-hidden="true">
        {selected && (
          <rect className="node-contour" x={-31} y={-31} width={62} height={62} rx={18} />
        )}
        <rect className="node-focus" x={-28} y={-28} width={56} height={56} rx={15} />
        <rect className="stimulus-box" x={-24} y={-24} width={48} height={48} rx={11} />
        <path
          className="stimulus-wave"
          d={wave(record.model)}
          transform="translate(-24 -24) scale(2.6667)"
        />
      </svg>
      <Caption record={record} above={labelAbove} offset={labelAbove ? 8 : 6} detail={detail} />
      <Badges numbers={badges} />
      <Handles id={id} shape={shape} selected={selected} connectable={false} />
    </div>
  );
});
