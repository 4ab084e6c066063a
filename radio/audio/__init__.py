"""Sound of the hall: capture, play, mix, record, tones, speech. Needs no screen; sounddevice is imported on first use."""
