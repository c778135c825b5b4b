package postrider.delivery;

import postrider.pacing.LaneControl;

/// Leave of a lane to start one message: its control is told of the end.
///
/// @param control whose leave it is
/// @param attempt what names the start there
/// @param at when it started, monotonic nanoseconds
record Pass(LaneControl control, long attempt, long at) {}
