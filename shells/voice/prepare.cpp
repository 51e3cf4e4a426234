#include "shells/voice/prepare.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <numeric>

#include "core/audio/tone.h"

namespace lissom::voice {
namespace {

constexpr double full_scale = 32'768;

double peak_of(const std::vector<double>& samples) {
  double peak = 0;
  for (const double sample : samples) {
    peak = std::max(peak, std::abs(sample));
  }
  return peak;
}

/// The root mean square of the pieces of 20 ms that are within 25 dB of the loudest.
double loudness_of(const std::vector<double>& samples) {
  constexpr std::size_t piece = std::size_t{20} * samples_per_ms;
  constexpr double speaks_from = 1.0 / 316;  // of the power: -25 dB
  std::vector<double> powers;
  for (std::size_t from = 0; from < samples.size(); from += piece) {
    const std::size_t to = std::min(from + piece, samples.size());
    double sum = 0;
    for (std::size_t i = from; i < to; ++i) {
      sum += samples[i] * samples[i];
    }
    powers.push_back(sum / static_cast<double>(to - from));
  }
  const double loudest = powers.empty() ? 0 : *std::max_element(powers.begin(), powers.end());
  double sum = 0;
  int count = 0;
  for (const double power : powers) {
    if (power >= loudest * speaks_from) {
      sum += power;
      ++count;
    }
  }
  return count == 0 ? 0 : std::sqrt(sum / count);
}

/// What the samples around a place between two of them weigh.
struct Filter {
  std::int64_t first = 0;  ///< of the samples, from the one before the place
  std::vector<double> taps;
};

/// A windowed sinc, 60 dB down where it stops. @param cut  the slower rate by the faster
Filter filter_at(double place, double cut) {
  constexpr double half_width = 24;  // samples of the slower rate
  const double reach = half_width / cut;
  Filter filter{.first = std::llround(std::ceil(place - reach)), .taps = {}};
  for (std::int64_t j = filter.first; static_cast<double>(j) <= place + reach; ++j) {
    const double away = place - static_cast<double>(j);
    const double x = std::numbers::pi * away * cut;
    const double sinc = x == 0 ? 1 : std::sin(x) / x;
    filter.taps.push_back(cut * sinc * (0.5 + 0.5 * std::cos(std::numbers::pi * away / reach)));
  }
  return filter;
}

}  // namespace

std::vector<double> resampled(const Recording& recording) {
  // Output sample i lies at input sample i * down / up: there are only `up` places between two
  // samples, and a filter for each.
  const int common = std::gcd(sample_rate, recording.rate);
  const std::int64_t up = sample_rate / common;
  const std::int64_t down = recording.rate / common;
  std::vector<Filter> filters;
  for (std::int64_t place = 0; place < up; ++place) {
    filters.push_back(
        filter_at(static_cast<double>(place) / static_cast<double>(up),
                  std::min(1.0, static_cast<double>(up) / static_cast<double>(down))));
  }
  const auto count = static_cast<std::int64_t>(recording.samples.size());
  std::vector<double> out(static_cast<std::size_t>(count * up / down));
  for (std::size_t i = 0; i < out.size(); ++i) {
    const std::int64_t at = static_cast<std::int64_t>(i) * down;
    const Filter& filter = filters[static_cast<std::size_t>(at % up)];
    const std::int64_t first = at / up + filter.first;
    double sum = 0;
    for (std::size_t tap = 0; tap < filter.taps.size(); ++tap) {
      const std::int64_t j = first + static_cast<std::int64_t>(tap);
      sum += j >= 0 && j < count ? recording.samples[static_cast<std::size_t>(j)] * filter.taps[tap]
                                 : 0;
    }
    out[i] = sum / full_scale;
  }
  return out;
}

std::vector<double> trimmed(const std::vector<double>& samples) {
  constexpr double quiet = 0.0056;  // -45 dB
  constexpr std::ptrdiff_t margin = std::ptrdiff_t{15} * samples_per_ms;
  const double threshold = peak_of(samples) * quiet;
  const auto is_heard = [&](double sample) { return std::abs(sample) > threshold; };
  const auto first = std::find_if(samples.begin(), samples.end(), is_heard);
  const auto last = std::find_if(samples.rbegin(), samples.rend(), is_heard).base();
  if (first >= last) {
    return {};
  }
  return {first - std::min(margin, first - samples.begin()),
          last + std::min(margin, samples.end() - last)};
}

std::vector<std::int16_t> levelled(const std::vector<double>& samples) {
  constexpr double loudness = 0.126;  // -18 dB of full scale
  constexpr std::size_t fade = std::size_t{8} * samples_per_ms;
  // What the coding may add.
  constexpr double most = 0.95 * most_voice / full_scale;
  const double now = loudness_of(samples);
  const double peak = peak_of(samples);
  const double gain = now > 0 ? std::min(loudness / now, most / peak) : 0;
  std::vector<std::int16_t> out(samples.size());
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const std::size_t edge = std::min({i, samples.size() - 1 - i, fade});
    const double faded = static_cast<double>(edge) / static_cast<double>(fade);
    out[i] = static_cast<std::int16_t>(std::lround(samples[i] * gain * faded * full_scale));
  }
  return out;
}

}  // namespace lissom::voice
