-- What wrk.py reads: the counts of a run, as JSON on the last line.
function done(summary, latency)
  local errors = 0
  for _, count in pairs(summary.errors) do errors = errors + count end
  io.write(string.format(
    '\n{"requests": %d, "bytes": %d, "seconds": %f, "errors": %d, "median": %f}\n',
    summary.requests, summary.bytes, summary.duration / 1e6, errors, latency:percentile(50) / 1e3))
end
