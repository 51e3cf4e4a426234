#pragma once
/// The shape of the body as tables: half-widths of its sections and what a build changes, in shares
/// of stature.
///
/// Lengths of the bones come from the model. The half-widths are drawn by eye, with the girths of
/// adults in mind (calf near 37 cm, ankle 22 cm, upper arm 31 cm at 1.72 m); no data set was
/// fitted.

#include "core/figure/figure.h"
#include "core/figure/profile.h"

namespace lissom {

/// Factors on the half-widths, and shifts.
struct BuildShape {
  double trunk = 1;
  double limb = 1;
  double thigh = 1;  ///< besides `limb`
  double neck = 1;
  double belly = 0;  ///< added to the front of the trunk at the navel
  double chest = 0;  ///< the same at the breastbone
  double hunch = 0;  ///< how far the upper back is drawn backward
  double head_forward = 0;
  double jaw = 1;
};

namespace tables {

inline constexpr BuildShape shapes[] = {
    {},
    {.trunk = 0.90, .limb = 0.86, .neck = 0.93, .chest = -0.03, .jaw = 0.95},
    {.trunk = 1.20,
     .limb = 1.15,
     .thigh = 1.10,
     .neck = 1.16,
     .belly = 0.48,
     .chest = 0.10,
     .jaw = 1.12},
    {.trunk = 1.02,
     .limb = 0.88,
     .neck = 0.95,
     .belly = 0.22,
     .chest = -0.08,
     .hunch = 0.016,
     .head_forward = 0.014,
     .jaw = 0.98}};

constexpr const BuildShape& build_shape(Build build) {
  return shapes[static_cast<std::size_t>(build)];
}

inline constexpr Row pelvis_rows[] = {
    {-0.055, 0.040, 0.034, 0.034, -0.012}, {-0.045, 0.066, 0.048, 0.050, -0.010},
    {-0.028, 0.086, 0.059, 0.066, -0.008}, {-0.005, 0.0965, 0.066, 0.075, -0.007},
    {0.020, 0.097, 0.068, 0.073, -0.006},  {0.045, 0.093, 0.0665, 0.0685, -0.006},
    {0.070, 0.088, 0.062, 0.063, -0.006}};
inline constexpr Profile pelvis = profile_of(pelvis_rows, 1, {0.010, 0, true});

/// t is the height above the hips, shift is x.
inline constexpr Row trunk_rows[] = {
    {0.040, 0.0985, 0.0715, 0.077, -0.006}, {0.062, 0.0935, 0.067, 0.071, -0.006},
    {0.088, 0.0870, 0.062, 0.062, -0.005},  {0.115, 0.0835, 0.0590, 0.057, -0.006},
    {0.150, 0.0840, 0.060, 0.057, -0.006},  {0.190, 0.0885, 0.064, 0.062, -0.006},
    {0.225, 0.0920, 0.067, 0.066, -0.006},  {0.255, 0.0900, 0.065, 0.066, -0.007},
    {0.280, 0.0870, 0.057, 0.061, -0.009},  {0.300, 0.0770, 0.047, 0.052, -0.011},
    {0.315, 0.0590, 0.038, 0.043, -0.012},  {0.330, 0.0390, 0.0330, 0.0355, -0.011}};
inline constexpr Profile trunk = profile_of(trunk_rows, 1, {0, 0.004});
inline constexpr Sticks trunk_sticks = {{0.150, 0.300}, {0.062, 0.225, 0.330}};

/// t runs from 0 at the trunk to 1 at the skull.
inline constexpr Row neck_rows[] = {{0.0, 0.0345, 0.032, 0.033},
                                    {0.3, 0.0300, 0.0285, 0.0285},
                                    {0.65, 0.0285, 0.0275, 0.0270},
                                    {1.0, 0.0280, 0.0270, 0.0270}};
inline constexpr Profile neck = profile_of(neck_rows, 1, {0.15, 0.2});
inline constexpr Sticks neck_sticks = {{0, 1}, {-0.115, 0.3, 1.085}};

/// Front and back of the tables are places, not half-depths: the sections have no shift.
inline constexpr Row head_rows[] = {
    {-0.0585, 0.0165, 0.0460, -0.012}, {-0.050, 0.0265, 0.0515, 0.006},
    {-0.036, 0.0355, 0.0515, 0.028},   {-0.016, 0.0410, 0.0495, 0.048},
    {0.005, 0.0435, 0.0495, 0.0595},   {0.025, 0.0450, 0.0500, 0.063},
    {0.040, 0.0428, 0.0465, 0.0595},   {0.052, 0.0365, 0.0375, 0.0495},
    {0.0605, 0.0245, 0.0225, 0.034}};

/// Half-depths about the middle between front and back.
template <std::size_t n>
constexpr std::array<Row, n> centred(const Row (&rows)[n]) {
  std::array<Row, n> out{};
  for (std::size_t i = 0; i < n; ++i) {
    const double half = 0.5 * (rows[i].front + rows[i].back);
    out[i] = {rows[i].t, rows[i].a, half, half, 0.5 * (rows[i].front - rows[i].back)};
  }
  return out;
}
inline constexpr auto head_centred = centred(head_rows);
inline constexpr Profile head = profile_of(head_centred, 1, {0.004, 0.006});

inline constexpr Row nose_rows[] = {{-0.0190, 0.0070, 0.0095, 0.010, 0.044},
                                    {-0.0120, 0.0078, 0.0165, 0.010, 0.044},
                                    {-0.0030, 0.0058, 0.0120, 0.010, 0.044},
                                    {0.0090, 0.0042, 0.0065, 0.010, 0.044}};
inline constexpr Profile nose = profile_of(nose_rows, 1, {0.003, 0.005});

inline constexpr double upper_arm_length = 0.186;
inline constexpr double forearm_length = 0.146;
inline constexpr double thigh_length = 0.245;
inline constexpr double shank_length = 0.246;

/// t from the shoulder: below 0 it is inside the chest.
inline constexpr Row sleeve_rows[] = {
    {-0.040, 0.024, 0.036, 0.036},   {-0.020, 0.0285, 0.0385, 0.039},
    {0.000, 0.0335, 0.0390, 0.0390}, {0.025, 0.0350, 0.0380, 0.038},
    {0.050, 0.0345, 0.0362, 0.0355}, {0.074, 0.0340, 0.0352, 0.0345},
    {0.096, 0.0338, 0.0348, 0.0342}};
inline constexpr Profile sleeve = profile_of(sleeve_rows, 1, {0.016, 0});
inline constexpr Sticks sleeve_sticks = {{-0.030, 0.0375}, {-0.0503, 0, 0.074}};

/// t from the elbow, upward negative.
inline constexpr Row upper_arm_rows[] = {{-0.0690, 0.0262, 0.0282, 0.0282},
                                         {-0.0465, 0.0244, 0.0264, 0.0257},
                                         {0.0, 0.0218, 0.0225, 0.0225}};
inline constexpr Profile upper_arm = profile_of(upper_arm_rows, 1, {0, 0.0225});

inline constexpr Row forearm_rows[] = {{0.0, 0.0218, 0.0225, 0.0225},
                                       {0.032, 0.0240, 0.0240, 0.0240},
                                       {0.073, 0.0215, 0.0200, 0.0200},
                                       {0.117, 0.0172, 0.0145, 0.0145},
                                       {0.146, 0.0160, 0.0125, 0.0125}};
inline constexpr Profile forearm = profile_of(forearm_rows, 1, {0.0225, 0.012});
inline constexpr Sticks forearm_sticks = {{0, 0.117}, {-0.0172, 0.032, 0.151}};

inline constexpr Row palm_rows[] = {{-0.004, 0.0155, 0.0125, 0.0125},
                                    {0.018, 0.0185, 0.0120, 0.0128},
                                    {0.040, 0.0228, 0.0110, 0.0118},
                                    {0.056, 0.0222, 0.0098, 0.0102}};
inline constexpr Profile palm = profile_of(palm_rows, 1, {0.008, 0.009});

inline constexpr Row finger_rows[] = {{0.0, 0.0220, 0.0096, 0.0100},
                                      {0.020, 0.0208, 0.0086, 0.0090},
                                      {0.036, 0.0172, 0.0074, 0.0076},
                                      {0.046, 0.0120, 0.0062, 0.0062}};
inline constexpr Profile fingers = profile_of(finger_rows, 1, {0.010, 0.007});

inline constexpr Row thumb_rows[] = {{0.0, 0.0100, 0.0095, 0.0095},
                                     {0.025, 0.0083, 0.0080, 0.0080},
                                     {0.042, 0.0068, 0.0066, 0.0066}};
inline constexpr Profile thumb = profile_of(thumb_rows, 1, {0.008, 0.0065});

/// t from the hip joint: above it the tube lies in the pelvis. The buttock grows as the hip bends.
inline constexpr Row hip_rows[] = {
    {-0.050, 0.040, 0.040, 0.052, -0.004},    {-0.030, 0.0485, 0.0530, 0.0640, -0.004},
    {-0.012, 0.0530, 0.0610, 0.0700, -0.004}, {0.006, 0.0560, 0.0640, 0.0715, -0.004},
    {0.0245, 0.0572, 0.0645, 0.0695, -0.004}, {0.0490, 0.0570, 0.0630, 0.0655, -0.003},
    {0.0735, 0.0560, 0.0612, 0.0620, -0.002}, {0.1000, 0.0545, 0.0595, 0.0595, -0.001},
    {0.1225, 0.0532, 0.0575, 0.0575, 0}};
inline constexpr Profile hip = profile_of(hip_rows, 1, {0.012, 0});
inline constexpr Sticks hip_sticks = {{-0.021, 0.0613}, {-0.054, 0.006, 0.0868}};

/// t from the knee, upward negative.
inline constexpr Row thigh_rows[] = {{-0.1166, 0.0478, 0.0526, 0.0502, 0},
                                     {-0.0858, 0.0432, 0.0480, 0.0440, 0.001},
                                     {-0.0441, 0.0375, 0.0415, 0.0375, 0.001},
                                     {-0.0147, 0.0345, 0.0372, 0.0345, 0.001},
                                     {0.0, 0.0330, 0.0360, 0.0335, 0.001}};
inline constexpr Profile thigh = profile_of(thigh_rows, 1, {0, 0.035});

inline constexpr Row shank_rows[] = {
    {0.0, 0.0330, 0.0360, 0.0335, 0.001},     {0.0246, 0.0322, 0.0325, 0.0355, 0.0005},
    {0.0664, 0.0335, 0.0290, 0.0425, -0.001}, {0.0984, 0.0315, 0.0268, 0.0405, -0.001},
    {0.1427, 0.0255, 0.0235, 0.0310, -0.001}, {0.1919, 0.0188, 0.0195, 0.0215, -0.001},
    {0.2263, 0.0178, 0.0190, 0.0195, -0.002}, {0.246, 0.0190, 0.0200, 0.0205, -0.002}};
inline constexpr Profile shank = profile_of(shank_rows, 1, {0.035, 0.014});

/// t from the ankle forward, shift is the height of the sections' middle.
inline constexpr Row foot_rows[] = {
    {-0.034, 0.0130, 0.0165, 0.0110, -0.024}, {-0.026, 0.0172, 0.0270, 0.0150, -0.024},
    {-0.008, 0.0195, 0.0345, 0.0152, -0.024}, {0.012, 0.0200, 0.0330, 0.0148, -0.024},
    {0.032, 0.0215, 0.0225, 0.0140, -0.024},  {0.052, 0.0245, 0.0135, 0.0142, -0.024},
    {0.072, 0.0272, 0.0078, 0.0150, -0.024},  {0.090, 0.0250, 0.0028, 0.0150, -0.024},
    {0.103, 0.0180, 0.0017, 0.0135, -0.026}};
inline constexpr Profile foot = profile_of(foot_rows, 1, {0.0075, 0.005});
inline constexpr Sticks foot_sticks = {{-0.008, 0.062}, {-0.034, 0.022, 0.0965}};

}  // namespace tables
}  // namespace lissom
