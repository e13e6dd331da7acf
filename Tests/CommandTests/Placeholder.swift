import Testing
import ZhibiaoTesting
