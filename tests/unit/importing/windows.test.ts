import { describe, expect, it } from 'vitest';
import { windowsOf } from '../../../src/importing/windows.ts';

const span = { start: 100, end: 200 };
const change = (at: number, from: string | undefined, to: string) => ({ at, from, to });

describe('the windows of a component', () => {
  it('follow its changes, within the incident', () => {
    expect(
      windowsOf(
        [
          change(50, 'operational', 'degraded_performance'),
          change(120, 'degraded_performance', 'major_outage'),
          change(150, 'major_outage', 'major_outage'),
          change(180, 'major_outage', 'operational'),
          change(190, 'operational', 'partial_outage'),
          change(250, 'partial_outage', 'operational'),
        ],
        span,
      ),
    ).toEqual([
      { status: 'degraded_performance', from: undefined, to: 120 },
      { status: 'major_outage', from: 120, to: 180 },
      { status: 'partial_outage', from: 190, to: undefined },
    ]);
  });

  it('begin with the incident if the first word finds it affected already', () => {
    expect(windowsOf([change(150, 'partial_outage', 'operational')], span)).toEqual([
      { status: 'partial_outage', from: undefined, to: 150 },
    ]);
  });

  it('last while the incident is open', () => {
    expect(windowsOf([change(120, undefined, 'major_outage')], { start: 100, end: undefined })).toEqual([
      { status: 'major_outage', from: 120, to: undefined },
    ]);
  });

  it('are none if nobody said how it was, and one in an incident of a moment', () => {
    expect(windowsOf([change(120, 'operational', 'operational')], span)).toEqual([]);
    expect(windowsOf([change(100, 'under_maintenance', 'operational')], span)).toEqual([]);
    expect(windowsOf([change(100, 'partial_outage', 'operational')], { start: 100, end: 100 })).toEqual([
      { status: 'partial_outage', from: undefined, to: undefined },
    ]);
  });
});
